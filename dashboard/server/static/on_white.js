// A chart of the dark theme recoloured for white paper, role by role (dashboard/charts/palette.py): for files and prints.
(() => {
  "use strict";

  const PAINTED = ["style", "fill", "stroke", "stop-color"];
  const colours = JSON.parse(document.currentScript.dataset.colours);

  const hexadecimal = (red, green, blue) =>
    `#${[red, green, blue].map((channel) => Number(channel).toString(16).padStart(2, "0")).join("")}`;

  function onWhite(text, dark) {
    const written = text.replace(/rgb\((\d+), ?(\d+), ?(\d+)\)/g, (_all, ...parts) => hexadecimal(...parts.slice(0, 3)));
    return dark ? written.replace(/#[0-9a-fA-F]{6}\b/g, (colour) => colours[colour.toLowerCase()] ?? colour) : written;
  }

  globalThis.sppIsDark = () => getComputedStyle(document.documentElement).colorScheme === "dark";

  // Recolours an element and all that it holds; the function that is returned undoes it.
  globalThis.sppOnWhite = (root, dark) => {
    const before = [];
    for (const part of [root, ...root.querySelectorAll("*")]) {
      for (const name of PAINTED) {
        const value = part.getAttribute(name);
        if (!value) continue;
        before.push([part, name, value]);
        part.setAttribute(name, onWhite(value, dark));
      }
    }
    return () => before.forEach(([part, name, value]) => part.setAttribute(name, value));
  };
})();
