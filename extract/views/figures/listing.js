// The table of figures: a row is chosen by a click, or by its button, from which the arrow keys go on to others.
const HEADS = ["Figure", "Where and when", "Sentence"];
const AHEAD = 64; // characters of a sentence before its number, so that the number is seen
const CALM = 120; // milliseconds until the page is told of a key's choice: held down, keys come fast
const EDGE = 40; // pixels of the head
const JUMPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
const tables = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let table = tables.get(parentElement);
  if (!table) {
    table = new Table(parentElement.querySelector(".figures"));
    tables.set(parentElement, table);
  }
  table.tell = (claim) => setTriggerValue("chosen", claim);
  table.show(data);
}

// words are texts, never markup
function made(name, kind, text = "", role = "") {
  const node = document.createElement(name);
  if (kind) node.className = kind;
  if (role) node.setAttribute("role", role);
  node.textContent = text;
  return node;
}

class Table {
  constructor(root) {
    this.root = root;
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("click", (event) => {
      const row = event.target.closest("tbody tr");
      if (row && !window.getSelection().toString()) this.choose(row);
    });
  }

  show({ rows, chosen, signature }) {
    if (this.signature === signature) return this.mark(chosen, true);
    this.signature = signature;
    const table = made("table", "", "", "table");
    const head = made("tr", "", "", "row");
    head.append(...HEADS.map((name) => made("th", "", name, "columnheader")));
    const top = made("thead", "", "", "rowgroup");
    top.append(head);
    const body = made("tbody", "", "", "rowgroup");
    body.append(...rows.map((row) => this.row(row)));
    table.setAttribute("aria-label", "All figures, one a row; the sentence of the row that is chosen is read beside the table");
    table.append(top, body);
    const focused = this.root.contains(this.root.getRootNode().activeElement);
    this.root.replaceChildren(table);
    this.root.scrollTop = 0;
    this.mark(chosen, true);
    if (focused) this.buttons()[0]?.focus();
  }

  row([claim, figure, kind, where, when, before, number, after, source]) {
    const row = made("tr", "", "", "row");
    row.dataset.claim = claim;
    const button = made("button", "figure", figure);
    button.type = "button";
    button.dir = "auto";
    const sentence = made("p", "sentence");
    sentence.dir = "auto";
    const cut = before.length > AHEAD ? `…${before.slice(before.indexOf(" ", before.length - AHEAD - 1))}` : before;
    sentence.append(cut, made("mark", "", number), after);
    const cells = [[button, made("p", "", kind)], [made("p", "where", where), made("p", "", when)], [sentence, made("p", "", source)]];
    for (const parts of cells) {
      const cell = made("td", "", "", "cell");
      for (const part of parts) if (part.textContent) cell.append(part);
      row.append(cell);
    }
    row.lastChild.title = before + number + after;
    row.lastChild.lastChild.dir = "auto";
    return row;
  }

  buttons() {
    return [...this.root.querySelectorAll("button")];
  }

  mark(chosen, found = false) {
    const buttons = this.buttons();
    const pressed = buttons.find((button) => button.closest("tr").dataset.claim === chosen);
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button === pressed));
      button.tabIndex = button === (pressed ?? buttons[0]) ? 0 : -1; // one stop of the tab key
    }
    if (found && pressed) this.see(pressed.closest("tr"));
  }

  // within the table; the page stays where it is
  see(row) {
    const [box, around] = [row, this.root].map((node) => node.getBoundingClientRect());
    if (box.top < around.top + EDGE) this.root.scrollTop += box.top - around.top - EDGE;
    if (box.bottom > around.bottom) this.root.scrollTop += box.bottom - around.bottom;
  }

  choose(row, wait = 0) {
    const claim = row.dataset.claim;
    this.mark(claim);
    row.querySelector("button").focus({ preventScroll: wait === 0 });
    // on a phone the citation covers the foot of the window
    if (getComputedStyle(row).display === "block") row.scrollIntoView({ block: "start" });
    clearTimeout(this.told);
    if (wait) this.told = setTimeout(() => this.tell(claim), wait);
    else this.tell(claim);
  }

  key(event) {
    const step = JUMPS[event.key];
    const buttons = this.buttons();
    const at = buttons.indexOf(event.target);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const next = Math.min(Math.max(at + step, 0), buttons.length - 1);
    if (next !== at) this.choose(buttons[next].closest("tr"), CALM);
  }
}
