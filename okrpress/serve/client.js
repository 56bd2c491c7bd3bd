// Keeps a page up to date while its files are edited, and adds a bar that leads to other days.
// Only `okrpress serve` loads it; it is no part of a published site.
//
// The pages' policy allows no HTML out of text (`trusted-types 'none'`). It need not be loosened:
// XMLHttpRequest gives a page as a document, parsed and inert, and Idiomorph moves the elements.
"use strict";
(() => {
  const home = "/_okrpress/";
  const tag = document.currentScript;
  const facts = { ...tag.dataset };
  const DAY = 86400000;
  const PATIENCE = 200; // milliseconds that a problem may last without being shown

  // ── small words ───────────────────────────────────────────────────────────────────────────

  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const asTime = (iso) => Date.parse(`${iso}T00:00:00Z`);
  const asIso = (time) => new Date(time).toISOString().slice(0, 10);
  const format = (options) => {
    const calendar = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
    return (iso) => calendar.format(asTime(iso));
  };
  const asDate = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
  const asDay = format({ day: "numeric", month: "short" });

  // ── addresses: /@2026-11-01/c/2026-q4/ is /c/2026-q4/ as of that day ──────────────────────

  const address = (day) => {
    const path = location.pathname.replace(/^\/@[^/]*/, "");
    const prefix = day === facts.base ? "" : `/@${day}`;
    return prefix + path + location.search + location.hash;
  };

  // ── fetching and morphing ─────────────────────────────────────────────────────────────────

  let underWay = null; // the request whose answer is awaited
  let isOld = false; // whether another answer is wanted after it

  function show() {
    if (underWay) {
      isOld = true;
      return;
    }
    performance.mark("okrpress-fetch");
    isOld = false;
    bar.busy(true);
    underWay = new XMLHttpRequest();
    underWay.open("GET", location.pathname + location.search);
    underWay.responseType = "document";
    underWay.setRequestHeader("If-None-Match", facts.mark);
    underWay.onloadend = () => {
      const { status, response } = underWay;
      underWay = null;
      if (response && status !== 304) replaceBy(response);
      bar.busy(isOld);
      if (isOld) show();
    };
    underWay.send();
  }

  function replaceBy(fresh) {
    performance.mark("okrpress-fetched");
    const its = fresh.querySelector("script[data-mark]");
    if (!its || files(fresh) !== loaded) {
      location.reload();
      return;
    }
    Object.assign(facts, its.dataset);
    document.title = fresh.title;
    for (const { name, value } of fresh.documentElement.attributes) {
      document.documentElement.setAttribute(name, value);
    }
    Idiomorph.morph(document.body, fresh.body, {
      head: { style: "none" },
      ignoreActiveValue: true,
      callbacks: { beforeAttributeUpdated: (name, element) => !isReaders(name, element) },
    });
    bar.update();
    document.dispatchEvent(new CustomEvent("okrpress:morph"));
    performance.mark("okrpress-morphed");
  }

  // What belongs to the reader and not to the page: what is open, typed and ticked.
  const READERS = { details: ["open"], dialog: ["open"], input: ["value", "checked"],
    option: ["selected"], textarea: ["value"] };
  const isReaders = (name, element) => Boolean(READERS[element.localName]?.includes(name));

  // Scripts and style sheets that the page was served with; with others it has to be loaded anew.
  const files = (of) =>
    [...of.querySelectorAll("script[src], link[rel~=stylesheet]")]
      .map((element) => element.getAttribute("src") ?? element.getAttribute("href"))
      .join("\n");
  const loaded = files(document);

  /** Each sheet goes only when its next version is there: no moment is without style. */
  function swapStyles(version) {
    for (const link of document.querySelectorAll("link[data-coming]")) link.remove();
    for (const link of document.querySelectorAll("link[rel~=stylesheet]")) {
      const next = link.cloneNode();
      next.setAttribute("href", `${link.getAttribute("href").replace(/\?.*/, "")}?${version}`);
      next.dataset.coming = "";
      next.onload = () => {
        if (!next.isConnected) return; // a later version took its place while it came
        delete next.dataset.coming;
        link.remove();
      };
      next.onerror = () => next.remove();
      link.after(next);
    }
  }

  // ── the bar ───────────────────────────────────────────────────────────────────────────────

  const host = make("okrpress-bar");
  const shade = host.attachShadow({ mode: "open" });
  shade.append(make("link", { rel: "stylesheet", href: `${home}client.css` }));

  const bar = (() => {
    const state = make("span", { class: "state", role: "status" }, "connecting");
    const slider = make("input", { type: "range", id: "slider", step: "1" });
    const words = make("label", { for: "slider" });
    const field = make("input", { type: "date", "aria-label": "Another date",
      min: "1970-01-01", max: "2199-12-31", required: "" });
    const back = make("button", { type: "button" });
    const alarm = make("button", { type: "button", class: "alarm", hidden: "" });
    const element = make("section", { class: "bar", "aria-label": "Preview by okrpress serve" },
      state, words, slider, field, back, make("a", { href: `${home}simulate` }, "What if?"), alarm);

    function choose(day) {
      told(day);
      slider.value = (asTime(day) - asTime(facts.first)) / DAY;
      field.value = day;
      history.replaceState(history.state, "", address(day));
      show();
    }
    function told(day) {
      words.textContent = `As of ${asDate(day)}`;
      slider.setAttribute("aria-valuetext", asDate(day));
      back.hidden = day === facts.base;
      element.classList.toggle("elsewhere", day !== facts.base);
    }
    slider.oninput = () => choose(asIso(asTime(facts.first) + slider.value * DAY));
    field.onchange = () => field.validity.valid && choose(field.value);
    back.onclick = () => {
      choose(facts.base);
      slider.focus();
    };
    alarm.onclick = () => overlay.open();

    return {
      element,
      update() {
        slider.min = 0;
        slider.max = (asTime(facts.last) - asTime(facts.first)) / DAY;
        const isChosen = shade.activeElement === slider || shade.activeElement === field;
        if (!isChosen) {
          slider.value = (asTime(facts.day) - asTime(facts.first)) / DAY;
          field.value = facts.day;
        }
        told(facts.day);
        back.textContent = `Back to ${asDay(facts.base)}`;
      },
      busy(isBusy) {
        element.classList.toggle("busy", isBusy);
      },
      state(text, kind) {
        state.textContent = text;
        state.className = `state ${kind}`;
      },
      alarm(text, isGrave) {
        alarm.textContent = text;
        alarm.hidden = !text;
        alarm.classList.toggle("grave", isGrave);
      },
    };
  })();

  // ── the overlay ───────────────────────────────────────────────────────────────────────────

  const overlay = (() => {
    const title = make("h2", { id: "title" });
    const note = make("p", { class: "note" });
    const list = make("ol");
    const close = make("button", { type: "button" }, "Close (Esc)");
    const element = make("dialog", { "aria-labelledby": "title" },
      make("div", { class: "head" }, title, close), note, list);
    close.onclick = () => element.close();
    let shown = "";
    let timer = 0;

    const entry = (problem) => {
      const item = make("li", { class: problem.level });
      const place = problem.place ? [make("code", { class: "place" }, problem.place)] : [];
      const code = problem.code ? [make("span", { class: "code" }, problem.code)] : [];
      item.append(make("p", { class: "where" },
        make("strong", {}, problem.level), ...place, ...code));
      item.append(make("p", { class: "what" }, problem.message));
      if (problem.frame.length) {
        item.append(make("pre", { tabindex: "0", role: "region", "aria-label": "The lines" },
          problem.frame.join("\n")));
      }
      if (problem.help) item.append(make("p", { class: "help" }, problem.help));
      return item;
    };

    function update(said) {
      const total = said.errors + said.others;
      const errors = said.errors ? count(said.errors, "error") : "";
      bar.alarm(errors || (total ? count(total, "finding") : ""), Boolean(errors));
      title.textContent = errors || count(total, "finding");
      const left = total - said.listed.length;
      note.textContent = !said.errors
        ? "The site is shown as it is; this is worth a look."
        : said.whole
          ? "The last good state of the site stays until this is corrected."
          : "The site shows what can be used, and leaves the rest out until this is corrected.";
      list.replaceChildren(...said.listed.map(entry));
      if (left) {
        const where = said.listed.length ? "okrpress check lists them all" : "the terminal says more";
        list.append(make("li", {}, make("p", {}, `${left} more: ${where}.`)));
      }
      const news = JSON.stringify(said);
      clearTimeout(timer);
      if (!said.errors) {
        element.close();
      } else if (news !== shown) {
        timer = setTimeout(() => overlay.open(), PATIENCE); // an editor may be half way through
      }
      shown = news;
    }

    return {
      element,
      open: () => element.isConnected && !element.open && element.showModal(),
      ask() {
        const request = new XMLHttpRequest();
        request.open("GET", `${home}problems.json`);
        request.responseType = "json";
        request.onload = () => request.response && update(request.response);
        request.send();
      },
    };
  })();

  // ── news ──────────────────────────────────────────────────────────────────────────────────

  let known = null;

  function heard(now) {
    performance.mark("okrpress-heard");
    const before = known;
    known = now;
    bar.state("live", "good");
    if (before && (before.life !== now.life || before.scripts !== now.scripts)) {
      location.reload();
      return;
    }
    if (before && before.styles !== now.styles) swapStyles(`${now.life}-${now.styles}`);
    if (!before || before.pages !== now.pages) show();
    if (!before || before.problems !== now.problems) overlay.ask();
  }

  // A browser keeps few connections to one server: windows that nobody sees give theirs up.
  let source = null;
  function listen() {
    if (document.hidden === !source) return;
    if (source) {
      source.close();
      source = null;
      return;
    }
    source = new EventSource(`${home}events`);
    source.onmessage = (event) => heard(JSON.parse(event.data));
    source.onerror = () => bar.state("disconnected", "bad");
  }

  shade.append(bar.element, overlay.element);
  document.documentElement.append(host);
  bar.update();
  new ResizeObserver(() => {
    const height = Math.ceil(bar.element.getBoundingClientRect().height);
    document.documentElement.style.setProperty("padding-block-end", `${height}px`);
  }).observe(bar.element);
  addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  listen();
})();
