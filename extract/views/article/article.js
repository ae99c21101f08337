const CALM = 250; // milliseconds until the page is told what was chosen: arrow keys come fast
const SHORT = 18; // signs of a number that is not broken over two lines
const EDGE = 90; // pixels at the top and bottom of the window that are not for reading
const readers = new WeakMap();

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  let reader = readers.get(parentElement);
  if (!reader) {
    reader = new Reader(parentElement.querySelector(".reader"));
    readers.set(parentElement, reader);
  }
  reader.tell = (view) => setStateValue("view", view);
  reader.move = (where) => {
    reader.forget();
    setTriggerValue("move", where);
  };
  reader.show(data);
  return () => reader.say(0);
}

function made(name, kind, text, attributes = {}) {
  const node = document.createElement(name);
  if (kind) node.className = kind;
  if (text) node.textContent = text;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

class Reader {
  constructor(root) {
    this.root = root;
    this.hidden = new Set();
    root.addEventListener("keydown", (event) => this.key(event));
    this.fitting = () => this.fit();
    for (const name of ["scroll", "resize"]) window.addEventListener(name, this.fitting, { capture: true, passive: true });
  }

  // the list ends with the window, wherever the page is scrolled to
  fit() {
    if (!this.root.isConnected) {
      for (const name of ["scroll", "resize"]) window.removeEventListener(name, this.fitting, { capture: true });
      return;
    }
    const room = (node) => window.innerHeight - Math.min(node.getBoundingClientRect().top, window.innerHeight / 2);
    this.side.style.setProperty("--room", `${Math.round(room(this.side) - 14)}px`);
    this.side.style.setProperty("--sheet-room", `${Math.round(room(this.text))}px`);
  }

  show(data) {
    if (this.data?.signature === data.signature) return;
    const held = this.focused();
    const turned = this.data?.document === data.document && this.data.part !== data.part;
    this.data = data;
    this.only = data.only;
    this.hidden = new Set(data.hidden);
    this.claims = new Map(data.claims.map((claim) => [claim.n, claim]));
    this.which = this.apart();
    this.measures = new Map(data.measures.map((measure) => [measure.key, measure]));
    this.chosen = this.claims.has(data.chosen) ? data.chosen : null;
    this.draw();
    if (this.chosen === null) {
      if (turned) this.begin();
      return;
    }
    this.focus(held);
    requestAnimationFrame(() => {
      this.fit();
      this.see();
    });
    document.fonts.ready.then(() => this.see());
  }

  draw() {
    const open = this.side?.classList.contains("open");
    const columns = made("div", "columns");
    const { excerpt, language } = this.data;
    const name = excerpt ? "Sentences of the article with figures" : "Text of the article";
    this.text = made("div", excerpt ? "text excerpt" : "text", "", { role: "group", "aria-label": name, lang: language });
    this.side = made("div", open ? "side open" : "side", "", { role: "group", "aria-label": "Figures in the text" });
    columns.append(this.text, this.side);
    this.root.replaceChildren(this.legend(), columns);
    this.drawText();
    this.drawList();
    this.choose(this.chosen);
    this.fit();
  }

  shown(claim) {
    return claim && !this.hidden.has(claim.measure) && (claim.left || !this.only);
  }

  legend() {
    const legend = made("div", "legend", "", { role: "group", "aria-label": "Measures that are marked" });
    for (const { key, label, colour, count } of this.data.measures) {
      const button = made("button", "measure", "", { type: "button", "data-focus": `measure ${key}` });
      button.setAttribute("aria-pressed", String(!this.hidden.has(key)));
      button.style.setProperty("--m", colour);
      button.append(made("span", "dot"), label, made("span", "count", count.toLocaleString("en")));
      button.addEventListener("click", () => {
        this.hidden.has(key) ? this.hidden.delete(key) : this.hidden.add(key);
        this.redraw();
      });
      legend.append(button);
    }
    if (this.data.leftOut) legend.append(this.onlySwitch());
    return legend;
  }

  onlySwitch() {
    const label = made("label", "only");
    const box = made("input", "", "", { type: "checkbox", role: "switch", "data-focus": "only" });
    box.checked = this.only;
    box.addEventListener("change", () => {
      this.only = box.checked;
      this.redraw();
    });
    label.append(box, "Only what matches the filters");
    return label;
  }

  redraw() {
    const held = this.focused();
    this.draw();
    this.focus(held);
    this.say(CALM);
  }

  drawText() {
    const { part, parts } = this.data;
    this.marks = new Map();
    if (part > 0) this.text.append(this.turn(part - 1, "Earlier part of the text"));
    for (const { page, table, runs } of this.data.paragraphs) {
      if (page) this.text.append(made("div", "page", `page ${page}`));
      const paragraph = made("p", table ? "table" : "", "", { dir: "auto" });
      if (table) this.fillTable(paragraph, runs);
      else for (const [text, ...claims] of runs) paragraph.append(this.run(text, claims));
      this.text.append(paragraph);
    }
    if (part < parts - 1) this.text.append(this.turn(part + 1, "Later part of the text"));
  }

  fillTable(paragraph, runs) {
    let row, cell;
    const openCell = () => row.append((cell = made("span", "cell")));
    const openRow = () => {
      paragraph.append((row = made("span", "row")));
      openCell();
    };
    openRow();
    for (const [text, ...claims] of runs) {
      const pieces = claims.length ? [text] : text.split(/( \| |\n)/);
      for (const piece of pieces) {
        if (piece) cell.append(piece === " | " ? made("span", "edge", piece) : this.run(piece, claims));
        if (piece === "\n") openRow();
        else if (piece === " | ") openCell();
      }
    }
  }

  turn(part, name) {
    const { parts, pages } = this.data;
    const [first, last] = pages[part];
    const where = first ? (first === last ? `page ${first}` : `pages ${first} to ${last}`) : `part ${part + 1} of ${parts}`;
    const button = made("button", "turn", `${name}: ${where}`, { type: "button", "data-focus": name });
    button.addEventListener("click", () => this.move({ part }));
    return button;
  }

  run(text, numbers) {
    const claims = numbers.map((n) => this.claims.get(n)).filter((claim) => this.shown(claim));
    if (!claims.length) return document.createTextNode(text);
    const inner = claims[claims.length - 1];
    const measure = this.measures.get(inner.measure);
    const first = !this.marks.has(inner.n);
    const short = text.length <= SHORT && !/[^\S ]|  /.test(text);
    const mark = made("span", `mark${inner.left ? "" : " faint"}${measure.light ? " light" : ""}${short ? " short" : ""}`, text);
    mark.style.setProperty("--m", measure.colour);
    mark.title = `${measure.label}: ${inner.figure}${inner.left ? "" : " (left out by the filters)"}`;
    if (first) {
      mark.setAttribute("role", "button");
      mark.setAttribute("aria-label", `${inner.written}, ${measure.label}${this.which.get(inner.n) ?? ""}${inner.left ? "" : ", left out by the filters"}`);
      mark.dataset.focus = `mark ${inner.n}`;
    }
    // pressing what is chosen already asks for the figure around it
    mark.addEventListener("click", () => {
      const at = claims.findIndex((claim) => claim.n === this.chosen);
      this.take(claims[at > 0 ? at - 1 : claims.length - 1].n);
    });
    for (const { n } of claims) this.marks.set(n, [...(this.marks.get(n) ?? []), mark]);
    return mark;
  }

  drawList() {
    this.listed = this.data.claims.filter((claim) => this.shown(claim)).map((claim) => claim.n);
    this.entries = new Map();
    const bar = made("div", "bar");
    this.before = this.stepper(-1, "Previous", "‹");
    this.after = this.stepper(1, "Next", "›");
    this.at = made("button", "at", "", { type: "button", "data-focus": "at", "aria-expanded": "false" });
    this.at.addEventListener("click", () => {
      const open = this.side.classList.toggle("open");
      this.at.setAttribute("aria-expanded", String(open));
      this.see();
    });
    this.status = made("div", "status", "", { role: "status" });
    bar.append(this.before, this.status, this.at, this.after);
    this.list = made("ol", "list");
    for (const n of this.listed) this.list.append(this.entry(this.claims.get(n)));
    const none = made("p", "none", "No figure is marked in this part of the text.");
    const faint = this.data.leftOut && !this.only ? " Dotted: left out by the filters." : "";
    const hint = made("p", "hint", `Arrow keys, or n and p, go from figure to figure.${faint}`);
    this.side.append(bar, this.listed.length ? this.list : none, hint);
  }

  stepper(step, name, sign) {
    const button = made("button", "step", "", { type: "button", "aria-label": `${name} figure`, "data-focus": name });
    button.append(made("span", "sign", sign, { "aria-hidden": "true" }), made("span", "name", name));
    button.addEventListener("click", () => this.step(step));
    return button;
  }

  entry(claim) {
    const measure = this.measures.get(claim.measure);
    const item = made("li", claim.left ? "" : "faint");
    item.style.setProperty("--m", measure.colour);
    const button = made("button", "entry", "", { type: "button", "data-focus": `entry ${claim.n}` });
    const name = made("span", "kind");
    name.append(made("span", "dot"), measure.label);
    button.append(made("span", "figure", claim.figure, { dir: "auto" }), name);
    if (claim.where) button.append(made("span", "where", claim.where, { dir: "auto" }));
    if (this.which.has(claim.n)) button.append(made("span", "unseen", this.which.get(claim.n)));
    button.addEventListener("click", () => this.take(claim.n));
    item.append(button);
    this.entries.set(claim.n, { item, button });
    return item;
  }

  // of figures that are written alike, by number: which one it is, so that no two are called the same
  apart() {
    const alike = new Map();
    for (const claim of this.data.claims) {
      const key = `${claim.measure} ${claim.written}`;
      alike.set(key, [...(alike.get(key) ?? []), claim]);
    }
    const several = [...alike.values()].filter((claims) => claims.length > 1);
    return new Map(several.flatMap((claims) => claims.map(({ n }, at) => [n, `, ${at + 1} of ${claims.length} alike`])));
  }

  about(claim) {
    const about = made("div", "about");
    const fields = made("dl");
    for (const [name, value] of claim.fields) {
      fields.append(made("dt", "", name), made("dd", "", value, { dir: "auto" }));
    }
    about.append(fields);
    if (claim.missing) about.append(made("p", "", `Not stated: ${claim.missing}.`));
    if (claim.why) about.append(made("p", "", `Read so because of: ${claim.why}`, { dir: "auto" }));
    if (claim.live) {
      const line = made("p");
      line.append(made("a", "", "Open the live page at this sentence ↗", { href: claim.live, target: "_blank", rel: "noopener noreferrer" }));
      about.append(line);
    }
    if (!claim.left) about.append(made("p", "", "The filters leave this figure out."));
    return about;
  }

  choose(n) {
    this.chosen = n;
    const claim = this.claims.get(n);
    for (const marks of this.marks.values()) {
      for (const mark of marks) mark.classList.remove("chosen");
    }
    for (const mark of this.marks.get(n) ?? []) mark.classList.add("chosen");
    const stop = this.marks.has(n) ? n : this.listed.find((other) => this.marks.has(other));
    for (const [number, marks] of this.marks) {
      const own = marks.find((mark) => mark.dataset.focus === `mark ${number}`);
      own?.setAttribute("aria-pressed", String(number === n));
      if (own) own.tabIndex = number === stop ? 0 : -1;
    }
    this.list.querySelector(".about")?.remove();
    for (const [number, { item, button }] of this.entries) {
      item.classList.toggle("chosen", number === n);
      number === n ? button.setAttribute("aria-current", "true") : button.removeAttribute("aria-current");
      button.tabIndex = number === (this.entries.has(n) ? n : this.listed[0]) ? 0 : -1;
    }
    this.entries.get(n)?.item.append(this.about(claim));
    this.drawBar(claim);
  }

  drawBar(claim) {
    const { part, parts, total } = this.data;
    const at = this.listed.indexOf(this.chosen);
    const whole = parts === 1 ? this.listed.length : total;
    const number = parts === 1 ? at + 1 : this.chosen + 1;
    const count = `${whole.toLocaleString("en")} ${whole === 1 ? "figure" : "figures"}`;
    const place = claim && at >= 0 ? `${number.toLocaleString("en")} of ${count}` : count;
    const said = claim ? [this.measures.get(claim.measure).label, place] : [place];
    this.status.textContent = place;
    this.at.replaceChildren(
      made("span", "figure", claim ? claim.figure : "All figures", { dir: "auto" }),
      made("span", "kind", said.join(" · ")),
    );
    this.at.setAttribute("aria-expanded", String(this.side.classList.contains("open")));
    this.before.disabled = !this.listed.length || (at === 0 && part === 0);
    this.after.disabled = (!this.listed.length || at === this.listed.length - 1) && part === parts - 1;
  }

  take(n) {
    this.choose(n);
    this.see();
    this.say(CALM);
  }

  step(by) {
    const last = this.listed.length - 1;
    const at = this.listed.indexOf(this.chosen);
    const next = at < 0 ? this.nearest(by) : at + by;
    if (next < 0 || next > last) {
      const there = by < 0 ? this.data.part > 0 : this.data.part < this.data.parts - 1;
      if (there) this.move({ step: by, hidden: [...this.hidden], only: this.only });
      return;
    }
    const kind = this.focused()?.split(" ")[0];
    this.take(this.listed[next]);
    if (kind === "mark" || kind === "entry") this.focus(`${kind} ${this.chosen}`);
    else if (this.before.disabled) this.after.focus({ preventScroll: true });
    else if (this.after.disabled) this.before.focus({ preventScroll: true });
  }

  nearest(by) {
    if (this.chosen === null) return by > 0 ? 0 : this.listed.length - 1;
    const behind = this.listed.findIndex((n) => n > this.chosen);
    const place = behind < 0 ? this.listed.length : behind;
    return by > 0 ? place : place - 1;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const inList = this.list.contains(event.target);
    const mark = event.target.closest(".mark");
    if (mark && (event.key === "Enter" || event.key === " ")) mark.click();
    else if (["ArrowRight", "n"].includes(event.key) || (inList && event.key === "ArrowDown")) this.step(1);
    else if (["ArrowLeft", "p"].includes(event.key) || (inList && event.key === "ArrowUp")) this.step(-1);
    else return;
    event.preventDefault();
  }

  focused() {
    return this.root.getRootNode().activeElement?.dataset?.focus;
  }

  focus(name) {
    if (!name) return;
    const wanted = [name, `${name.split(" ")[0]} ${this.chosen}`, "Next", "Previous", "at"];
    const nodes = [...this.root.querySelectorAll("[data-focus]")].filter((node) => !node.disabled && node.getClientRects().length);
    const found = wanted.map((one) => nodes.find((node) => node.dataset.focus === one)).find(Boolean);
    found?.focus({ preventScroll: true });
  }

  // another part of the text is read from its beginning
  begin() {
    this.text.tabIndex = -1;
    this.text.focus({ preventScroll: true });
    this.text.scrollIntoView({ block: "start" });
  }

  see() {
    this.seeEntry();
    const mark = this.marks.get(this.chosen)?.[0];
    if (!mark) return;
    const box = mark.getBoundingClientRect();
    const sheet = getComputedStyle(this.side).getPropertyValue("--sheet").trim() ? this.side.offsetHeight : 0;
    const end = window.innerHeight - sheet;
    if (box.top > EDGE && box.bottom < end - EDGE / 3) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    mark.style.scrollMarginBottom = `${sheet}px`;
    mark.scrollIntoView({ block: sheet > window.innerHeight / 3 ? "start" : "center", behavior: calm ? "auto" : "smooth" });
  }

  seeEntry() {
    const item = this.entries.get(this.chosen)?.item;
    if (!item) return;
    const top = item.offsetTop - this.list.offsetTop;
    const room = this.list.clientHeight;
    if (top >= this.list.scrollTop && top + item.offsetHeight <= this.list.scrollTop + room) return;
    this.list.scrollTop = Math.max(0, top - Math.max(0, (room - item.offsetHeight) / 3));
  }

  say(later) {
    if (later) {
      this.forget();
      this.timer = setTimeout(() => this.say(0), later);
      return;
    }
    if (!this.timer) return;
    this.forget();
    const claim = this.claims.get(this.chosen)?.id ?? "";
    // numbered, so that choosing again what was told last is told too
    this.told = (this.told ?? Date.now()) + 1;
    this.tell({ claim, hidden: [...this.hidden], only: this.only, told: this.told });
  }

  forget() {
    clearTimeout(this.timer);
    this.timer = 0;
  }
}
