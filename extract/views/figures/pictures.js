// Saves the chart of a card as SVG or PNG, with its title, what is drawn and its source: one script for all charts.
const MARGIN = 24;
const LINE = 1.35;

function lines(text, font, width) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const found = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && pen.measureText(longer).width > width) {
      found.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...found, line];
}

function written(picture, said, size, weight, top, width, data) {
  const family = getComputedStyle(document.body).fontFamily || "sans-serif";
  let y = top;
  for (const line of lines(said, `${weight} ${size}px ${family}`, width - 2 * MARGIN)) {
    y += size * LINE;
    const text = document.createElementNS(picture.namespaceURI, "text");
    text.setAttribute("x", MARGIN);
    text.setAttribute("y", y);
    text.setAttribute("font-family", `${family}, sans-serif`);
    text.setAttribute("font-size", size);
    text.setAttribute("font-weight", weight);
    text.setAttribute("fill", data.ink);
    text.textContent = line;
    picture.append(text);
  }
  return y;
}

function drawn(data) {
  const plot = document.querySelector(`.st-key-card-${data.card} .js-plotly-plot`);
  if (!plot) return null;
  const layers = [...plot.querySelectorAll(".main-svg")];
  const size = layers[0].getBoundingClientRect();
  const width = size.width + 2 * MARGIN;
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const page = document.createElementNS(picture.namespaceURI, "rect");
  picture.append(page);
  let y = written(picture, data.title, 20, 600, MARGIN / 2, width, data);
  y = written(picture, data.said, 14, 400, y + 4, width, data) + MARGIN / 2;
  for (const layer of layers) {
    const copy = layer.cloneNode(true);
    copy.querySelectorAll(".hoverlayer, .zoomlayer").forEach((part) => part.replaceChildren());
    copy.setAttribute("x", MARGIN);
    copy.setAttribute("y", y);
    picture.append(copy);
  }
  y = written(picture, data.key, 13, 400, y + size.height, width, data);
  y = written(picture, data.source, 12, 400, y + 4, width, data) + MARGIN;
  picture.setAttribute("xmlns", picture.namespaceURI);
  for (const [name, value] of [["width", width], ["height", y]]) {
    picture.setAttribute(name, Math.ceil(value));
    page.setAttribute(name, Math.ceil(value));
  }
  page.setAttribute("fill", data.page);
  return picture;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function svg(data) {
  const picture = drawn(data);
  return picture && new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });
}

function png(data) {
  const blob = svg(data);
  if (!blob) return;
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((made) => save(made, `${data.name}.png`), "image/png");
    URL.revokeObjectURL(image.src);
  };
  image.src = URL.createObjectURL(blob);
}

export default function () {
  const pressed = (event) => {
    const button = event.target.closest?.(".save-chart button");
    if (!button) return;
    const data = button.closest(".save-chart").dataset;
    if (button.dataset.kind === "png") return png(data);
    const blob = svg(data);
    if (blob) save(blob, `${data.name}.svg`);
  };
  document.addEventListener("click", pressed);
  return () => document.removeEventListener("click", pressed);
}
