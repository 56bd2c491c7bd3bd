// Filters and sorting for tables, and filters for boards, that ask for it by `data-sift`; sorting
// for plain tables. Rows are hidden and moved, never changed; groups stay together. What is chosen
// is kept in the address. Words come from the page.
(() => {
  "use strict";

  const FEWEST_TO_SORT = 3;
  const FEWEST_TO_FILTER = 6;
  // In the order of the attention they ask for.
  const STATUSES = [
    "off-track", "at-risk", "stale", "no-data", "to-be-graded", "missed", "partly", "early",
    "on-track", "done", "achieved", "not-started", "draft", "postponed", "cancelled",
  ];
  const LISTS = ["unit", "owner", "type", "tag"];
  const UNSORTED = ".c-trend, .c-now, .c-step, .c-note"; // drawings, texts, numbers of any unit
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true });
  const decimal = new Intl.NumberFormat(language).format(1.5)[1];

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  // ── what a cell is worth ────────────────────────────────────────────────────────────────────

  /** @returns {number | null} the first number of a text, as its language writes it */
  function readNumber(text) {
    const found = text.match(/[-−]?\d+(?:[^\d\s]\d+)*/)?.[0];
    if (!found) return null;
    const digits = [...found.replace("−", "-")].filter((one) => /[\d-]/.test(one) || one === decimal);
    return Number(digits.join("").replace(decimal, "."));
  }

  /** @returns {string | number | null} of a plain table's cell: the rank of its status, or words */
  function readWords(cell) {
    const mark = cell.querySelector(".status");
    if (mark) return STATUSES.indexOf(statusIn(mark));
    return cell.textContent.trim() || null;
  }

  /** @returns {string | number | null} null where there is nothing to compare */
  function worth(row, column) {
    const cell = row.cells[column];
    const time = cell.querySelector("time");
    if (time) return time.dateTime;
    if (cell.matches(".c-status")) {
      const rank = STATUSES.indexOf(statusOf(row));
      return rank < 0 ? cell.textContent.trim() : rank;
    }
    if (cell.matches(".c-title")) return cell.querySelector("a, bdi").textContent;
    if (cell.closest(".table:not(.numbers)") && !cell.matches(".n")) return readWords(cell);
    return readNumber((cell.querySelector("b") ?? cell).textContent);
  }

  function compare(one, other) {
    if (one === null || other === null) return 0;
    return typeof one === "number" && typeof other === "number"
      ? one - other : collator.compare(one, other);
  }

  /** The status of a row: the class of its mark. */
  function statusOf(row) {
    return statusIn(row.querySelector(".c-status .status"));
  }

  function statusIn(mark) {
    return [...(mark?.classList ?? [])].map((one) => one.slice(3))
      .find((one) => STATUSES.includes(one)) ?? "";
  }

  /** What a row has of a kind; types are several, with a bar between them. */
  function valuesOf(row, kind) {
    if (kind === "status") return [statusOf(row)];
    return (row.dataset[kind] ?? "").split("|").filter(Boolean);
  }

  // ── one table ───────────────────────────────────────────────────────────────────────────────

  class Table {
    /** @param {HTMLElement} table  or a board  @param {string} name  its own on the page */
    constructor(table, name) {
      this.table = table;
      this.say = document.getElementById("_sift-words").dataset;
      this.name = name;
      this.bodies = [...table.tBodies ?? []].map((body) => [body, [...body.rows].filter(isEntry)]);
      this.rows = this.bodies.flatMap(([, rows]) => rows);
      if (!table.tBodies) this.rows = [...table.querySelectorAll("[data-unit]")];
      this.chosen = new Map();
      this.sorted = { column: -1, down: false };
      this.heads = [...table.tHead?.rows[0].cells ?? []];
      if (this.rows.length < FEWEST_TO_SORT) return;
      this.addSorting();
      if (table.matches("[data-sift]")) this.addBar();
    }

    get isUsed() {
      return this.bar !== undefined || this.heads.some((head) => head.querySelector(".sort"));
    }

    // ── controls ──────────────────────────────────────────────────────────────────────────────

    addSorting() {
      this.heads.forEach((head, column) => {
        if (!this.isSortable(head, column)) return;
        const button = make("button", "sort", ...head.childNodes);
        button.type = "button";
        button.addEventListener("click", () => this.sort(column));
        head.append(button);
      });
      if (this.table.matches(".rows")) new ResizeObserver(() => this.fitHeads()).observe(this.table);
    }

    /** Cards have no heads to see: their buttons are out of the way of the keyboard. */
    fitHeads() {
      const areHidden = getComputedStyle(this.table.tHead).position === "absolute";
      for (const button of this.table.tHead.querySelectorAll(".sort")) button.disabled = areHidden;
    }

    /** Whether the rows differ in a column that can be compared. */
    isSortable(head, column) {
      if (head.matches(UNSORTED)) return false;
      return new Set(this.rows.map((row) => worth(row, column))).size > 1;
    }

    addBar() {
      this.bar = make("div", "sift");
      this.bar.setAttribute("role", "group");
      this.bar.setAttribute("aria-label", this.say.label);
      if (this.rows.length >= FEWEST_TO_FILTER) this.addFilters();
      this.addSortList();
      this.shown = make("p", "");
      this.shown.setAttribute("role", "status");
      this.clear = make("button", "plain", this.say.clear);
      this.clear.type = "button";
      this.clear.hidden = true;
      this.clear.addEventListener("click", () => this.reset());
      this.bar.append(this.shown, this.clear);
      this.table.before(this.bar);
    }

    addFilters() {
      const statuses = this.tally("status");
      if (statuses.size > 1) this.bar.append(this.makeChips(statuses));
      for (const kind of LISTS) {
        const values = [...this.tally(kind).keys()].sort(collator.compare);
        if (values.length < 2) continue;
        const options = values.map((value) => new Option(value, value));
        this.bar.append(this.makeList(kind, this.say[kind], options));
      }
    }

    makeChips(statuses) {
      const marks = new Map(this.rows.map((row) => [statusOf(row), row.querySelector(".status")]));
      const chips = STATUSES.filter((one) => statuses.has(one)).map((value) => {
        const count = make("span", "pick-count", String(statuses.get(value)));
        const chip = make("button", "pick", marks.get(value).cloneNode(true), count);
        chip.type = "button";
        chip.dataset.value = value;
        chip.setAttribute("aria-pressed", "false");
        chip.addEventListener("click", () => this.toggle(value));
        return chip;
      });
      return make("div", "sift-statuses", ...chips);
    }

    makeList(kind, words, options) {
      const select = make("select", "", new Option(this.say.all, ""), ...options);
      select.name = `${this.name}-${kind}`;
      select.id = `_${select.name}`;
      select.addEventListener("change", () => this.choose(kind, select.value));
      const label = make("label", "", words);
      label.htmlFor = select.id;
      return make("span", `sift-${kind}`, label, select);
    }

    /** Where the table has become cards, its heads are gone: a list stands for them. */
    addSortList() {
      const options = this.heads.flatMap((head, column) =>
        head.querySelector(".sort") ? [new Option(head.textContent.trim(), String(column))] : []);
      if (!options.length) return;
      const list = this.makeList("sort", this.say.sort, options);
      list.querySelector("option").textContent = this.say.order;
      this.bar.append(list);
    }

    tally(kind) {
      const counts = new Map();
      for (const row of this.rows) {
        for (const value of valuesOf(row, kind)) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      counts.delete("");
      return counts;
    }

    // ── choices ───────────────────────────────────────────────────────────────────────────────

    toggle(status) {
      const all = new Set(this.chosen.get("status") ?? []);
      if (!all.delete(status)) all.add(status);
      this.set("status", [...all]);
      this.changed();
    }

    choose(kind, value) {
      if (kind === "sort") this.sorted = { column: value === "" ? -1 : Number(value), down: false };
      else this.set(kind, value ? [value] : []);
      this.changed();
    }

    set(kind, values) {
      if (values.length) this.chosen.set(kind, values);
      else this.chosen.delete(kind);
    }

    /** Up, then down, then as it was written. */
    sort(column) {
      const { column: before, down } = this.sorted;
      if (before !== column) this.sorted = { column, down: false };
      else this.sorted = down ? { column: -1, down: false } : { column, down: true };
      this.changed();
    }

    reset() {
      this.chosen.clear();
      this.sorted = { column: -1, down: false };
      this.changed();
      this.bar.querySelector("button, select").focus();
    }

    changed() {
      this.show();
      writeAddress();
    }

    // ── showing ───────────────────────────────────────────────────────────────────────────────

    show() {
      this.filterRows();
      this.sortRows();
      this.showChoices();
    }

    filterRows() {
      for (const row of this.rows) {
        row.hidden = ![...this.chosen].every(([kind, wanted]) =>
          valuesOf(row, kind).some((value) => wanted.includes(value)));
      }
      // What is looked for is not left folded away.
      for (const fold of this.table.querySelectorAll("details")) fold.open ||= this.chosen.size > 0;
      for (const [body, rows] of this.bodies) body.hidden = rows.every((row) => row.hidden);
    }

    sortRows() {
      const { column, down } = this.sorted;
      for (const [body, rows] of this.bodies) {
        const order = column < 0 ? rows : this.inOrder(rows, column, down);
        body.append(...order);
      }
      this.heads.forEach((head, at) => {
        if (at !== column) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", down ? "descending" : "ascending");
      });
    }

    /** Rows without a value come last, whichever way it goes. */
    inOrder(rows, column, down) {
      const known = rows.map((row) => [worth(row, column), row]);
      known.sort(([one], [other]) =>
        (one === null) - (other === null) || compare(one, other) * (down ? -1 : 1));
      return known.map(([, row]) => row);
    }

    showChoices() {
      if (!this.bar) return;
      const shown = this.rows.filter((row) => !row.hidden).length;
      const isFiltered = this.chosen.size > 0;
      this.shown.textContent = !isFiltered ? ""
        : this.say.shown.replace("{n}", String(shown)).replace("{all}", String(this.rows.length));
      this.clear.hidden = !isFiltered && this.sorted.column < 0;
      for (const chip of this.bar.querySelectorAll("[aria-pressed]")) {
        const isOn = (this.chosen.get("status") ?? []).includes(chip.dataset.value);
        chip.setAttribute("aria-pressed", String(isOn));
      }
      for (const select of this.bar.querySelectorAll("select")) {
        const kind = select.name.slice(this.name.length + 1);
        select.value = kind === "sort" ? this.sortedColumn() : this.chosen.get(kind)?.[0] ?? "";
      }
    }

    sortedColumn() {
      return this.sorted.column < 0 ? "" : String(this.sorted.column);
    }

    // ── the address ───────────────────────────────────────────────────────────────────────────

    /** @param {URLSearchParams} into */
    write(into) {
      for (const [kind, values] of this.chosen) into.set(`${this.name}.${kind}`, values.join("|"));
      const { column, down } = this.sorted;
      if (column >= 0) into.set(`${this.name}.sort`, `${column}${down ? "-" : ""}`);
    }

    /** Choices that the table does not offer are left out. @param {URLSearchParams} from */
    read(from) {
      this.chosen.clear();
      for (const kind of ["status", ...LISTS]) {
        const known = this.tally(kind);
        const values = (from.get(`${this.name}.${kind}`) ?? "").split("|");
        this.set(kind, values.filter((value) => known.has(value)));
      }
      const [, column, down] = /^(\d+)(-?)$/.exec(from.get(`${this.name}.sort`) ?? "") ?? [];
      const isOffered = this.heads[column]?.querySelector(".sort");
      this.sorted = isOffered ? { column: Number(column), down: down === "-" } : { column: -1, down: false };
      this.show();
    }
  }

  const isEntry = (row) => !row.matches(".group");

  // ── all tables ──────────────────────────────────────────────────────────────────────────────

  let tables = [];

  /** Anchors stay anchors: choices are written with an equals sign. */
  const holdsChoices = () => location.hash.includes("=");

  function writeAddress() {
    const all = new URLSearchParams();
    for (const table of tables) table.write(all);
    const hash = String(all);
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  function readAddress() {
    const all = new URLSearchParams(holdsChoices() ? location.hash.slice(1) : "");
    for (const table of tables) table.read(all);
  }

  function start() {
    for (const bar of document.querySelectorAll(".sift")) bar.remove();
    for (const button of document.querySelectorAll(".sort")) button.replaceWith(...button.childNodes);
    if (!document.getElementById("_sift-words")) return; // another theme's page
    tables = [["t", "[data-sift]"], ["s", ".table"]].flatMap(([letter, which]) =>
      [...document.querySelectorAll(which)].map((table, at) => new Table(table, letter + (at + 1))));
    tables = tables.filter((table) => table.isUsed);
    if (holdsChoices()) readAddress();
  }

  start();
  addEventListener("hashchange", readAddress);
  document.addEventListener("okrpress:morph", start); // the preview has put in newer content
})();
