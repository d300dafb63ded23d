// Charts have the width of the screen, in pixels: on paper they shrink to the width of the page (spp.css, @media print)
// instead of being cut, and the dark ones are put on white. Undone afterwards: a view box that stays would be wrong at the next width.
(() => {
  "use strict";

  let undo = [];
  const drawings = () => document.querySelectorAll(".js-plotly-plot .svg-container");

  addEventListener("beforeprint", () => {
    const dark = globalThis.sppIsDark();
    for (const drawing of drawings()) {
      if (dark) undo.push(globalThis.sppOnWhite(drawing, true));
      for (const layer of drawing.querySelectorAll(".main-svg")) {
        const [width, height] = [layer.getAttribute("width"), layer.getAttribute("height")];
        layer.setAttribute("viewBox", `0 0 ${width} ${height}`);
        drawing.style.setProperty("--spp-ratio", `${width} / ${height}`);
        drawing.style.setProperty("--spp-width", `${width}px`);
      }
    }
  });

  addEventListener("afterprint", () => {
    undo.forEach((restore) => restore());
    undo = [];
    document.querySelectorAll(".main-svg[viewBox]").forEach((layer) => layer.removeAttribute("viewBox"));
  });
})();
