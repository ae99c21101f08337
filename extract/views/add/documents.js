export default function ({ parentElement, data, setTriggerValue }) {
  const list = parentElement.querySelector("ul");
  while (list.children.length > data.documents.length) list.lastChild.remove();
  data.documents.forEach((one, at) => {
    const item = list.children[at] ?? list.appendChild(document.createElement("li"));
    const button = item.firstChild ?? item.appendChild(document.createElement("button"));
    button.type = "button";
    button.setAttribute("aria-pressed", String(at === data.chosen));
    button.classList.toggle("aside", one.aside);
    button.replaceChildren(
      ...["name", "about", "state"].filter((part) => one[part]).map((part) => {
        const line = document.createElement("span");
        line.className = part === "state" && one.fault ? "state fault" : part;
        line.dir = "auto";
        line.textContent = one[part];
        return line;
      }),
    );
    button.onclick = () => setTriggerValue("picked", at);
  });
}
