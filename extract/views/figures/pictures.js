// Saves the chart of a card as SVG or PNG, with its title, what is drawn, how it is to be read, and its source: one script for all charts.
const MARGIN = 24;
const LINE = 1.35;
const FAMILY = "Arial, Helvetica, sans-serif"; // a picture has none of the page's fonts
const ROOM = 0.97; // of a line, for it may be read with other fonts than it was measured with
const MOST = 6; // lines of a text; what is longer ends in an ellipsis

function parts(word, fits) {
  const found = [];
  let part = "";
  for (const sign of word) {
    if (part && !fits(part + sign)) {
      found.push(part);
      part = "";
    }
    part += sign;
  }
  return [...found, part];
}

function lines(text, font, width) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const fits = (said) => pen.measureText(said).width <= width;
  const found = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line) found.push(line);
    const broken = parts(word, fits);
    line = broken.pop();
    found.push(...broken);
  }
  if (line) found.push(line);
  if (found.length <= MOST) return found;
  let last = found[MOST - 1];
  while (last && !fits(`${last}…`)) last = [...last].slice(0, -1).join("");
  return [...found.slice(0, MOST - 1), `${last.trimEnd()}…`];
}

function written(picture, said, size, weight, top, width, data) {
  let y = top;
  for (const line of lines(said, `${weight} ${size}px ${FAMILY}`, ROOM * (width - 2 * MARGIN))) {
    y += size * LINE;
    const text = document.createElementNS(picture.namespaceURI, "text");
    text.setAttribute("x", MARGIN);
    text.setAttribute("y", y);
    text.setAttribute("font-family", FAMILY);
    text.setAttribute("font-size", size);
    text.setAttribute("font-weight", weight);
    text.setAttribute("fill", data.ink);
    text.textContent = line;
    picture.append(text);
  }
  return y;
}

// What is seen of a layer: without what lies under the pointer, and without what the page's style hides.
function seen(layer) {
  const copy = layer.cloneNode(true);
  copy.querySelectorAll(".hoverlayer, .zoomlayer").forEach((part) => part.replaceChildren());
  const copies = copy.querySelectorAll(".trace");
  layer.querySelectorAll(".trace").forEach((trace, place) => {
    if (getComputedStyle(trace).display === "none") copies[place].remove();
  });
  return copy;
}

function drawn(data) {
  const plot = document.querySelector(`.st-key-card-${data.card} .js-plotly-plot`);
  if (!plot) return null;
  const layers = [...plot.querySelectorAll(".main-svg")];
  const size = layers[0].getBoundingClientRect();
  const whole = plot.closest('[data-testid="stElementContainer"]');
  const over = Math.max(0, -parseFloat(getComputedStyle(whole).marginTop) || 0); // a map's, cut off above and below
  const high = size.height - 2 * over;
  const width = size.width + 2 * MARGIN;
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const page = document.createElementNS(picture.namespaceURI, "rect");
  picture.append(page);
  let y = written(picture, data.title, 20, 600, MARGIN / 2, width, data);
  y = written(picture, data.said, 14, 400, y + 4, width, data) + MARGIN / 2;
  const chart = document.createElementNS(picture.namespaceURI, "svg");
  for (const [name, value] of [["x", MARGIN], ["y", y], ["width", size.width], ["height", high]]) {
    chart.setAttribute(name, value);
  }
  for (const layer of layers) {
    const copy = seen(layer);
    copy.setAttribute("y", -over);
    chart.append(copy);
  }
  picture.append(chart);
  y += high;
  for (const note of data.notes.split("\n").filter(Boolean)) y = written(picture, note, 13, 400, y + 3, width, data);
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

// A finger does not move over a mark before it taps it, and plotly tells of the mark that was moved over last.
function pointed(event) {
  const plot = event.target.closest?.(".js-plotly-plot .nsewdrag");
  const touch = event.touches[0];
  if (!plot || event.touches.length !== 1) return;
  const { clientX, clientY } = touch;
  plot.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX, clientY, view: window }));
}

export default function () {
  const pressed = (event) => {
    const button = event.target.closest?.(".save-chart button");
    if (!button) return;
    const data = button.closest(".save-chart").dataset;
    if (button.dataset.kind === "PNG") return png(data);
    const blob = svg(data);
    if (blob) save(blob, `${data.name}.svg`);
  };
  document.addEventListener("click", pressed);
  document.addEventListener("touchstart", pointed, { capture: true, passive: true });
  return () => {
    document.removeEventListener("click", pressed);
    document.removeEventListener("touchstart", pointed, { capture: true });
  };
}
