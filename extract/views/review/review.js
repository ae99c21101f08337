const LETTERS = { a: "accept", x: "reject", e: "correct", u: "undo", j: "next", k: "back" };
const CAREFUL = ["a", "x", "e", "u"];
const NOTE = ".st-key-review-note input";
const FIELDS = `${NOTE}, .st-key-review-name input`;
const LONGEST = 8000;
const desks = new WeakMap();

const button = (name) => document.querySelector(`.st-key-review-${name} button`);

function typing(event) {
  const at = event.composedPath()[0];
  return Boolean(at && at.closest && at.closest("input, textarea, select, [contenteditable=true]"));
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function sit(parent) {
  const desk = { since: 0, note: false, letters: true, menu: false };
  const begin = () => {
    desk.since = performance.now();
    parent.querySelector("[role=status]").dataset.free = false;
  };
  const waiting = () => performance.now() - desk.since < LONGEST && desk.since > 0;

  function typed(event) {
    desk.menu = event.key === "Escape" && Boolean(document.querySelector("[role=combobox][aria-expanded=true]"));
    const field = document.activeElement;
    if (field && field.matches(FIELDS) && (event.key === "Enter" || event.key === "Escape")) {
      setTimeout(() => field.blur());
      return;
    }
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
    pressed(event, event.key.toLowerCase());
  }

  function pressed(event, letter) {
    if (!desk.letters) return;
    if (waiting() && (CAREFUL.includes(letter) || desk.note)) return stop(event);
    if (event.repeat) return stop(event);
    if (letter === "n" && document.querySelector(NOTE)) {
      stop(event);
      if (waiting()) desk.note = true;
      else document.querySelector(NOTE).focus();
      return;
    }
    const chosen = LETTERS[letter] && button(LETTERS[letter]);
    if (chosen && !chosen.disabled) begin();
  }

  function clicked(event) {
    const toggle = event.detail && event.target.closest && event.target.closest(".st-key-review-letters");
    if (toggle) setTimeout(() => document.activeElement.blur());
    const chosen = event.target.closest && event.target.closest(CAREFUL.map((key) => `.st-key-review-${LETTERS[key]} button`).join(","));
    if (!chosen || !event.isTrusted) return;
    if (event.detail > 1 || waiting()) stop(event);
    else begin();
  }

  const bubbled = (event) => desk.menu && event.key === "Escape" && event.stopPropagation();

  window.addEventListener("keydown", typed, true);
  window.addEventListener("click", clicked, true);
  document.body.addEventListener("keydown", bubbled);
  desk.leave = () => {
    window.removeEventListener("keydown", typed, true);
    window.removeEventListener("click", clicked, true);
    document.body.removeEventListener("keydown", bubbled);
    desks.delete(parent);
  };
  desks.set(parent, desk);
  return desk;
}

function focus(selector, tries, then) {
  const found = document.querySelector(selector);
  if (!found) return tries ? setTimeout(() => focus(selector, tries - 1, then), 40) : then();
  if (!found.matches("button, input")) found.tabIndex = -1;
  found.focus({ preventScroll: !found.matches("input") });
  then();
}

export default function ({ data, parentElement }) {
  const desk = desks.get(parentElement) || sit(parentElement);
  const status = parentElement.querySelector("[role=status]");
  const page = getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor;
  document.documentElement.style.setProperty("--review-page", page);
  desk.letters = data.letters;
  if (desk.run !== data.run) {
    desk.run = data.run;
    if (status.textContent !== data.said) status.textContent = data.said;
    const wanted = desk.note ? NOTE : data.focus;
    requestAnimationFrame(() => setTimeout(() => {
      const free = () => {
        Object.assign(desk, { since: 0, note: false });
        status.dataset.free = true;
      };
      if (wanted) focus(wanted, 25, free);
      else free();
    }, 30));
  }
  return desk.leave;
}
