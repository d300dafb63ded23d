// Charts have the width of the screen, in pixels: on paper they shrink to the width of the page (spp.css, @media print)
// instead of being cut. Undone afterwards: a view box that stays would be wrong at the next width.
(() => {
  "use strict";

  const drawings = () => document.querySelectorAll(".js-plotly-plot .svg-container");

  addEventListener("beforeprint", () => {
    for (const drawing of drawings()) {
      for (const layer of drawing.querySelectorAll(".main-svg")) {
        const [width, height] = [layer.getAttribute("width"), layer.getAttribute("height")];
        layer.setAttribute("viewBox", `0 0 ${width} ${height}`);
        drawing.style.setProperty("--spp-ratio", `${width} / ${height}`);
        drawing.style.setProperty("--spp-width", `${width}px`);
      }
    }
  });

  addEventListener("afterprint", () => {
    document.querySelectorAll(".main-svg[viewBox]").forEach((layer) => layer.removeAttribute("viewBox"));
  });
})();
