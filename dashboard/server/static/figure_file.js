// A figure as a file, from what the browser has drawn: `<button data-spp-figure="svg|png" data-spp-told="{…}">`. What is
// told (dashboard/ui/exports.py): the container of the chart, the name of the file, the texts above and below. Plotly
// cannot be asked: Streamlit keeps it to itself.
(() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const FAMILY = 'Marianne, PublicSans, "Public Sans", Arial, sans-serif';
  const MARGIN = 16;
  const SCALE = 2; // pixels of the PNG for one of the screen
  const FONT_MS = 300; // an image tells when it is decoded, not when its font is: meanwhile the next family is drawn
  const INVISIBLE = ".draglayer, .hoverlayer, .zoomlayer, .dragcover, .selectionlayer, .outline-controllers";
  const font = document.currentScript.dataset.font;

  const pen = document.createElement("canvas").getContext("2d");

  function linesOf(text, size, weight, width) {
    pen.font = `${weight} ${size}px ${FAMILY}`;
    const lines = [""];
    for (const word of text.split(" ")) { // never at a no-break space
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (lines.at(-1) && pen.measureText(longer).width > width) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  function element(name, attributes, content = "") {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = content;
    return made;
  }

  // Writes paragraphs from `top` down; the height where they end.
  function write(root, paragraphs, top, width, { size, weight = 400, fill = "#161616" }) {
    let y = top;
    for (const paragraph of paragraphs) {
      for (const line of linesOf(paragraph, size, weight, width - 2 * MARGIN)) {
        y += size * 1.35;
        root.append(element("text", { x: MARGIN, y, "font-size": size, "font-weight": weight, fill }, line));
      }
    }
    return y;
  }

  function drawn(layer) {
    const copy = layer.cloneNode(true);
    copy.querySelectorAll(INVISIBLE).forEach((part) => part.remove());
    for (const part of [copy, ...copy.querySelectorAll("*")]) {
      for (const name of ["data-unformatted", "data-notex", "pointer-events"]) part.removeAttribute(name);
      part.style.removeProperty("font-family");
      part.style.removeProperty("pointer-events");
      part.style.removeProperty("cursor");
      if (part.getAttribute("style") === "") part.removeAttribute("style");
    }
    copy.removeAttribute("style"); // the paper is white, below
    globalThis.sppOnWhite(copy, globalThis.sppIsDark());
    return copy;
  }

  function figureOf(told) {
    const plot = document.querySelector(`.st-key-${CSS.escape(told.chart)} .js-plotly-plot`);
    const layers = [...(plot?.querySelectorAll(".main-svg") ?? [])];
    if (!layers.length) return null;
    const width = Number(layers[0].getAttribute("width"));
    const root = element("svg", { xmlns: SVG, width, "font-family": FAMILY, lang: "fr", role: "img" });
    root.append(element("title", {}, told.title), element("rect", { width: "100%", height: "100%", fill: "#ffffff" }));
    let y = write(root, [told.title], MARGIN / 2, width, { size: 16, weight: 700 });
    y = write(root, told.above, y + 2, width, { size: 12, fill: "#666666" }) + MARGIN / 2;
    for (const layer of layers) {
      const copy = drawn(layer);
      copy.setAttribute("y", y);
      root.append(copy);
    }
    y += Number(layers[0].getAttribute("height"));
    const height = Math.ceil(write(root, told.below, y, width, { size: 12, fill: "#3a3a3a" }) + MARGIN);
    root.setAttribute("height", height);
    root.setAttribute("viewBox", `0 0 ${width} ${height}`);
    return { root, width, height };
  }

  function read(blob) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });
  }

  // An image reads no font of the page: the picture carries its own, the vector file names families.
  async function embedFont(root) {
    const data = await read(await (await fetch(font)).blob());
    const rule = `@font-face{font-family:PublicSans;font-weight:100 900;font-display:swap;src:url("${data}") format("woff2")}`;
    root.prepend(element("style", {}, rule));
  }

  function text(root) {
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}`;
  }

  async function picture({ root, width, height }) {
    await embedFont(root);
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([text(root)], { type: "image/svg+xml" }));
    await image.decode();
    await new Promise((resolve) => { setTimeout(resolve, FONT_MS); });
    const canvas = Object.assign(document.createElement("canvas"), { width: width * SCALE, height: height * SCALE });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  }

  function save(blob, name) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-spp-figure]");
    if (!button) return;
    const told = JSON.parse(button.dataset.sppTold);
    const form = button.dataset.sppFigure;
    try {
      const made = figureOf(told);
      const blob = form === "png" ? await picture(made) : new Blob([text(made.root)], { type: "image/svg+xml" });
      save(blob, `${told.name}.${form}`);
      globalThis.sppAnnounce("Image téléchargée");
    } catch {
      globalThis.sppAnnounce("L’image n’a pas pu être faite\u00a0: recharger la page, puis recommencer.");
    }
  });
})();
