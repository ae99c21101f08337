// What a page shows and when, seen from within it, so that the way to the measuring script does not count.
(() => {
  const q = SELECTORS;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const seen = { begun: null, key: null, charts: null, sentence: null, last: null, before: null };
  const text = (selector) => all(selector).map((node) => node.innerText).join("\n");
  const drawn = () => all(q.charts).map((node) => `${node.innerHTML.length} ${hash(node.innerHTML)}`).join();
  const hash = (said) => {
    let sum = 0;
    for (let at = 0; at < said.length; at += 1) sum = (sum * 31 + said.charCodeAt(at)) | 0;
    return sum;
  };
  const idle = () => {
    const app = document.querySelector(q.app);
    return app && app.dataset.testScriptState !== "running" && !document.querySelector(q.busy);
  };
  let asked = false;
  const look = (at) => {
    asked = false;
    seen.last = at;
    if (seen.key === null) {
      const said = text(q.key);
      if (said && (!seen.before || said !== seen.before.key)) seen.key = at;
    }
    if (seen.sentence === null && seen.before) {
      const said = text(q.sentence);
      if (said && said !== seen.before.sentence) seen.sentence = at;
    }
  };
  // a frame later the change is painted
  const paint = () => requestAnimationFrame(() => requestAnimationFrame(() => look(performance.now())));
  // the element of the page itself that a node stands in; of a component, the one that holds it
  const outermost = (node) => {
    const root = node.getRootNode();
    return root.host ? outermost(root.host) : node.nodeType === 1 ? node : node.parentElement;
  };
  const changed = (records) => {
    let inside = false;
    for (const record of records) {
      const node = outermost(record.target);
      if (!node || !node.closest(q.main)) continue;
      if (node.closest("canvas")) continue; // cells for screen readers: nothing of them is painted
      inside = true;
      if (node.closest(q.charts) || node.querySelector(q.charts)) seen.charts = performance.now();
    }
    if (inside && !asked) {
      asked = true;
      paint();
    }
  };
  const watch = (root) => new MutationObserver(changed).observe(root, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
  watch(document);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...given) {
    const root = attach.apply(this, given);
    watch(root);
    return root;
  };
  const begin = (event) => {
    if (seen.before && seen.begun === null) seen.begun = event.timeStamp;
  };
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, begin, { capture: true });
  window.speed = {
    // the next click or key begins a measurement
    arm: () => {
      Object.assign(seen, { begun: null, key: null, charts: null, sentence: null, last: null });
      seen.before = { key: text(q.key), sentence: text(q.sentence), drawn: drawn() };
    },
    // all is painted: nothing moved for a while, the script rests, no element is an old one
    rests: (quiet) => seen.last !== null && performance.now() - seen.last > quiet && !asked && idle(),
    said: () => ({
      ...seen, origin: performance.timeOrigin, number: all(q.charts).length,
      redrawn: !seen.before || seen.before.drawn !== drawn(),
    }),
  };
})();
