// Runs before anything is painted, so that a reader who chose a theme never sees the other one.
(() => {
  "use strict";
  try {
    const theme = localStorage.getItem("okrpress-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is blocked here: the system decides.
  }
})();
