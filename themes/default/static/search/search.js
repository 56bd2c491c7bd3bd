// The search page. `okrSearch` holds what the scripts of the index handed over; MiniSearch finds.
// Texts reach the page as text, never as markup. What is looked for is kept in the address.
(() => {
  "use strict";

  const PAGE = 50;
  const LISTS = ["status", "unit", "owner", "cycle"];
  const FACETS = ["kind", ...LISTS];
  const WORD = /[\p{L}\p{N}]+/gu;

  const form = /** @type {HTMLFormElement} */ (document.getElementById("_search"));
  const say = form.dataset;
  const at = (id) => document.getElementById(id);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  /**
   * @typedef {object} Entry
   * @property {number} id
   * @property {string} kind
   * @property {string} title
   * @property {string} href
   * @property {string} status
   * @property {string} unit
   * @property {string} owner
   * @property {string} cycle
   * @property {boolean} running
   * @property {Entry | null} within  the objective of a key result
   * @property {string} names  what else it is found by
   */

  // ── the index ───────────────────────────────────────────────────────────────────────────────

  const handed = globalThis.okrSearch ?? [];
  const names = new Map(handed.flatMap((one) => Object.entries(one.names ?? {})));
  const cycles = new Map(
    handed.filter((one) => one.cycle).map(({ cycle, name }) => [cycle, name]));

  /** @returns {Entry[]} everything that can be found, in the order in which it is listed */
  function readEntries() {
    const all = [];
    for (const part of [...handed].sort((one, other) => !one.cycle - !other.cycle)) {
      let last = null;
      for (const row of part.entries) {
        const entry = readEntry(row, part, last, all.length);
        if (entry.kind === "objective") last = entry;
        all.push(entry);
      }
    }
    return all;
  }

  /** @returns {Entry} */
  function readEntry([kind, called, address, status, unit, owner, words], part, last, id) {
    const title = called || names.get(unit);
    const within = address.startsWith("#") ? last : null;
    const href = within ? within.href + address : say.root + address.replace(/\/$/, "/index.html");
    const cycle = part.cycle ?? "";
    const found = [words, within?.title, names.get(unit), names.get(owner) ?? owner, part.name];
    return {
      id, kind, title, href, status, unit, owner, cycle, within,
      running: part.running ?? true,
      names: found.filter(Boolean).join(" "),
    };
  }

  /** The word as it is compared: without case and accents. */
  const plain = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function makeIndex(entries) {
    const index = new MiniSearch({
      fields: ["title", "names"],
      tokenize: (text) => text.match(WORD) ?? [],
      processTerm: plain,
      searchOptions: {
        boost: { title: 3 },
        combineWith: "AND",
        prefix: true,
        fuzzy: (term) => (term.length > 3 && !/^\p{N}+$/u.test(term) ? 0.25 : false),
        boostDocument: (id) => (entries[id].running ? 1.5 : 1) * (entries[id].within ? 1 : 1.2),
      },
    });
    index.addAll(entries);
    return index;
  }

  const entries = readEntries();
  const index = makeIndex(entries);

  // ── what is looked for ──────────────────────────────────────────────────────────────────────

  /** @returns {Record<string, string>} the words and the choices that are made */
  function wanted() {
    const { elements } = form;
    const all = ["q", ...FACETS].map((name) => [name, elements[name].value.trim()]);
    return Object.fromEntries(all.filter(([, value]) => value));
  }

  /** The same, written in the address. */
  function wantedInAddress() {
    const known = new URLSearchParams(location.hash.slice(1));
    return Object.fromEntries(
      ["q", ...FACETS].map((name) => [name, known.get(name) ?? ""]));
  }

  /** @param {boolean} asStep  whether the back button comes by here */
  function writeAddress(asStep) {
    const hash = `#${new URLSearchParams(wanted())}`;
    if (hash === (location.hash || "#")) return;
    const address = hash === "#" ? location.pathname + location.search : hash;
    history[asStep ? "pushState" : "replaceState"](null, "", address);
    for (const link of document.querySelectorAll("[aria-labelledby=_others] a")) link.hash = hash;
  }

  // ── finding ─────────────────────────────────────────────────────────────────────────────────

  /** @returns {{entry: Entry, terms: string[]}[]} whatever the words find, the best first */
  function findWords(q) {
    if (!q) return entries.map((entry) => ({ entry, terms: [] }));
    return index.search(q).map(({ id, terms }) => ({ entry: entries[id], terms }));
  }

  const fits = (entry, want, except) =>
    FACETS.every((name) => name === except || !want[name] || entry[name] === want[name]);

  function show(limit = PAGE) {
    const want = wanted();
    const found = findWords(want.q);
    showFacets(found, want);
    const isAsked = Object.keys(want).length > 0;
    const hits = isAsked ? found.filter(({ entry }) => fits(entry, want)) : [];
    at("_found").hidden = false;
    at("_nothing").hidden = !isAsked || hits.length > 0;
    at("_widen").hidden = !want.q || Object.keys(want).length < 2;
    at("_count").textContent = isAsked ? counted(hits.length) : fill(say.hint, entries.length);
    at("_results").replaceChildren(...hits.slice(0, limit).map(drawHit));
    showMore(hits.length, limit);
  }

  const fill = (text, n) => text.replace("{n}", number.format(n));

  function counted(n) {
    if (n === 0) return say.none;
    return n === 1 ? say.one : fill(say.many, n);
  }

  function showMore(found, limit) {
    const more = at("_more");
    more.hidden = found <= limit;
    more.textContent = fill(say.more, Math.min(PAGE, found - limit));
    more.onclick = () => {
      show(limit + PAGE);
      at("_results").children[limit]?.querySelector("a").focus();
    };
  }

  // ── facets ──────────────────────────────────────────────────────────────────────────────────

  const statuses = new Map(
    [...at("_statuses").content.children].map((one) => [one.dataset.key, one.firstElementChild]));
  const LABELS = {
    status: (value) => statuses.get(value)?.textContent ?? value,
    unit: (value) => names.get(value) ?? value,
    owner: (value) => names.get(value) ?? value,
    cycle: (value) => cycles.get(value) ?? value,
  };
  const ORDERS = { status: [...statuses.keys()], cycle: [...cycles.keys()] };

  function showFacets(found, want) {
    for (const name of FACETS) {
      const counts = count(found, want, name);
      if (name === "kind") showKinds(counts);
      else showOptions(name, counts, want[name] ?? "");
    }
  }

  /** How many of what is found have which value, if this choice were still open. */
  function count(found, want, name) {
    const counts = new Map();
    for (const { entry } of found) {
      if (entry[name] && fits(entry, want, name)) {
        counts.set(entry[name], (counts.get(entry[name]) ?? 0) + 1);
      }
    }
    return counts;
  }

  function showKinds(counts) {
    for (const radio of form.elements.kind) {
      const n = counts.get(radio.value) ?? 0;
      radio.parentElement.querySelector(".pick-count").textContent = n ? number.format(n) : "";
      radio.parentElement.classList.toggle("is-void", radio.value !== "" && n === 0);
    }
  }

  function showOptions(name, counts, chosen) {
    if (chosen && !counts.has(chosen)) counts.set(chosen, 0);
    const order = ORDERS[name];
    const values = [...counts.keys()].map((value) => [value, LABELS[name](value)]);
    values.sort(order
      ? ([one], [other]) => order.indexOf(one) - order.indexOf(other)
      : ([, one], [, other]) => collator.compare(one, other));
    const options = values.map(([value, text]) =>
      new Option(`${text} (${number.format(counts.get(value))})`, value, false, value === chosen));
    const select = form.elements[name];
    select.replaceChildren(new Option(say.any, "", false, !chosen), ...options);
    select.disabled = values.length === 0;
  }

  // ── drawing what is found ───────────────────────────────────────────────────────────────────

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  function drawHit({ entry, terms }) {
    const link = make("a", "", make("bdi", "", ...marked(entry.title, terms)));
    link.href = entry.href;
    const what = make("div", "found-what",
      make("p", "found-title", link), make("p", "c-notes", ...notes(entry, terms)));
    return make("li", "", make("div", "found-status", drawStatus(entry)), what);
  }

  function drawStatus(entry) {
    const known = statuses.get(entry.status);
    return known ? known.cloneNode(true) : make("span", "status is-bare", kindWord(entry));
  }

  const kindWord = (entry) =>
    form.querySelector(`[name=kind][value=${entry.kind}]`).parentElement.dataset.one;

  /** What it is, and where it belongs: "Key result · 2026 Q4 · Growth · New customers succeed". */
  function notes(entry, terms) {
    const owner = entry.owner && entry.owner !== entry.unit ? LABELS.owner(entry.owner) : "";
    const unit = ["unit", "person"].includes(entry.kind) ? "" : LABELS.unit(entry.unit);
    const all = [cycles.get(entry.cycle), unit, entry.within?.title, owner];
    const texts = all.filter(Boolean).map((text) =>
      make("span", "", make("bdi", "", ...marked(text, terms))));
    return statuses.has(entry.status) ? [make("span", "", kindWord(entry)), ...texts] : texts;
  }

  /** The text, with the words that were found marked. */
  function marked(text, terms) {
    const parts = [];
    let from = 0;
    for (const { 0: word, index: start } of terms.length ? text.matchAll(WORD) : []) {
      if (!terms.includes(plain(word))) continue;
      parts.push(text.slice(from, start), make("mark", "", word));
      from = start + word.length;
    }
    return [...parts, text.slice(from)];
  }

  // ── the form ────────────────────────────────────────────────────────────────────────────────

  /** @param {string} kind  one that is not known counts as none */
  function chooseKind(kind) {
    const radios = [...form.elements.kind];
    (radios.find((radio) => radio.value === kind) ?? radios[0]).checked = true;
  }

  function fillForm() {
    const want = wantedInAddress();
    form.elements.q.value = want.q;
    chooseKind(want.kind);
    for (const name of LISTS) {
      form.elements[name].replaceChildren(new Option("", want[name], true, true));
    }
    show();
  }

  let waiting = 0;
  function settle() {
    clearTimeout(waiting);
    writeAddress(false);
    show();
  }

  form.addEventListener("input", ({ target }) => {
    if (target.name !== "q") return;
    clearTimeout(waiting);
    waiting = setTimeout(settle, 80);
  });
  form.addEventListener("change", ({ target }) => {
    if (target.name === "q") return;
    writeAddress(true);
    show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    settle(); // Enter may come before the last letters were looked at
    at("_results").querySelector("a")?.focus();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    history.pushState(null, "", location.pathname + location.search);
    fillForm();
    form.elements.q.focus();
  });
  at("_widen").addEventListener("click", () => {
    chooseKind("");
    for (const name of LISTS) form.elements[name].value = "";
    writeAddress(true);
    show();
    form.elements.q.focus();
  });
  addEventListener("popstate", fillForm);
  document.addEventListener("okrpress:morph", () => location.reload()); // the preview has newer entries

  at("_off").hidden = true;
  form.hidden = false;
  fillForm();
  if (location.hash.length < 2) form.elements.q.focus();
})();
