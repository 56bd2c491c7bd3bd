// What every page offers beside its text: a choice of theme, keys, links that copy themselves.
// Nothing here is needed to read a page. Words come from the page, never from here.
(() => {
  "use strict";

  // ── what a reader chose ─────────────────────────────────────────────────────────────────────

  /** @param {string} name  @returns {string} empty where nothing is kept, or storage is blocked */
  function recall(name) {
    try {
      return localStorage.getItem(`okrpress-${name}`) ?? "";
    } catch {
      return "";
    }
  }

  /** @param {string} name  @param {string} value  empty: forget it */
  function keep(name, value) {
    try {
      if (value) localStorage.setItem(`okrpress-${name}`, value);
      else localStorage.removeItem(`okrpress-${name}`);
    } catch {
      // Storage is blocked: the choice holds for this page.
    }
  }

  /** @param {string} theme  "light", "dark", or empty for the system's */
  function dress(theme) {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  }

  // ── the window with the choices ─────────────────────────────────────────────────────────────

  const open = document.getElementById("_tools-open");
  const tools = /** @type {HTMLDialogElement | null} */ (document.getElementById("_tools"));
  let keysWork = recall("keys") !== "off";

  function showTools() {
    if (!tools || tools.open) return;
    const { theme, keys } = tools.querySelector("form").elements;
    const chosen = document.documentElement.dataset.theme ?? "";
    for (const one of theme) one.checked = one.value === chosen;
    keys.checked = keysWork;
    tools.showModal();
  }

  /** @param {Event} event */
  function choose({ target }) {
    if (target.name === "theme") {
      dress(target.value);
      keep("theme", target.value);
    } else if (target.name === "keys") {
      keysWork = target.checked;
      keep("keys", keysWork ? "" : "off");
    }
  }

  if (open && tools) {
    open.hidden = false;
    document.addEventListener("okrpress:morph", () => { open.hidden = false; });
    open.addEventListener("click", showTools);
    tools.addEventListener("change", choose);
    tools.addEventListener("click", (event) => event.target === tools && tools.close());
  }

  // A theme chosen in another tab holds here too.
  addEventListener("storage", (event) => {
    if (event.key === "okrpress-theme") dress(event.newValue ?? "");
  });

  // ── the menu of further places ──────────────────────────────────────────────────────────────

  /** @param {boolean} holdsFocus  whether the focus was inside and has to go somewhere */
  function closeMenu(holdsFocus) {
    const menu = document.getElementById("_menu");
    if (!menu?.open) return;
    menu.open = false;
    if (holdsFocus) menu.querySelector("summary").focus();
  }

  document.addEventListener("click", ({ target }) => target.closest?.("#_menu") || closeMenu(false));
  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape") closeMenu(target.closest?.("#_menu") != null);
  });

  // ── keys ────────────────────────────────────────────────────────────────────────────────────

  function search() {
    const field = document.getElementById("_q");
    const link = document.getElementById("_search-link");
    if (field?.offsetParent) field.select();
    else if (link) location.assign(link.href);
  }

  /** Open all details of the page; close them where all are open. */
  function unfold() {
    const all = [...document.querySelectorAll("main details")];
    const opens = all.some((one) => !one.open);
    for (const one of all) one.open = opens;
  }

  const KEYS = new Map([["/", search], [".", unfold], ["?", showTools]]);

  /** @param {KeyboardEvent} event  @returns {boolean} whether the key belongs to something else */
  function isTaken(event) {
    const { target } = event;
    return event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey
      || event.altKey || target.isContentEditable || tools?.open
      || target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select") != null;
  }

  document.addEventListener("keydown", (event) => {
    const act = KEYS.get(event.key);
    if (!act || !keysWork || isTaken(event)) return;
    event.preventDefault();
    act();
  });

  // ── links to a place that copy themselves ───────────────────────────────────────────────────

  document.addEventListener("click", async ({ target }) => {
    const link = target.closest?.("a[data-copied]");
    if (!link || !navigator.clipboard) return;
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return; // not allowed here: the address bar has it
    }
    const said = link.previousElementSibling;
    said.textContent = link.dataset.copied;
    setTimeout(() => said.replaceChildren(), 2000);
  });
})();
