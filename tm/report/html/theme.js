"use strict";
(() => {
  const root = document.documentElement, said = document.body.dataset; // light or dark, as the reader likes it
  const themes = ["auto", "light", "dark"], button = document.querySelector("#theme");
  root.classList.add("js");
  const paint = (name) => {
    if (name === "auto") delete root.dataset.theme; else root.dataset.theme = name;
    if (button) button.title = said[name];
    if (button) button.setAttribute("aria-label", said[name]);
  };
  const kept = () => {
    try { return localStorage.getItem("tm-theme"); } catch { return null; }
  };
  if (button) {
    button.addEventListener("click", () => {
      const next = themes[(themes.indexOf(root.dataset.theme || "auto") + 1) % themes.length];
      paint(next);
      try { localStorage.setItem("tm-theme", next); } catch { /* not kept */ }
    });
  }
  paint(themes.includes(kept()) ? kept() : "auto");
})();
