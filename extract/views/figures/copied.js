// Copies a text to the clipboard and says so.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const status = parentElement.querySelector("span");
  status.textContent = "";
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text);
      status.textContent = "Copied";
    } catch {
      const field = document.createElement("textarea");
      field.value = data.text;
      parentElement.append(field);
      field.select();
      status.textContent = document.execCommand("copy") ? "Copied" : "The browser does not allow copying";
      field.remove();
    }
  };
}
