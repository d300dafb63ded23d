// Draws the matrix from texts (never from HTML) and reports the chosen cell.
const shown = new WeakMap();

// The glyphs of dashboard/charts/signs.py as strokes on a 16 × 16 grid: fonts draw arrows too small, or not at all.
const STROKES = {
  "~": "M2 9 C4 5 6 5 8 8 S12 11 14 7",
  "↗": "M3 13 L12 4 M5 4 H12 V11",
  "↘": "M3 3 L12 12 M5 12 H12 V5",
  "↕": "M8 2 V14 M4 6 L8 2 L12 6 M4 10 L8 14 L12 10",
  "=": "M3 6 H13 M3 10 H13",
  "≈": "M2 6 C4 2 6 2 8 5 S12 8 14 4 M2 12 C4 8 6 8 8 11 S12 14 14 10",
  "→": "M2 8 H13 M9 4 L13 8 L9 12",
  "△": "M8 3 L14 13 H2 Z",
  "▽": "M8 13 L14 3 H2 Z",
  "✓": "M2 9 L6 13 L14 3",
  "✗": "M3 3 L13 13 M13 3 L3 13",
};
const SOLIDS = { "▲": "M8 2.5 L15 14 H1 Z", "▼": "M8 13.5 L15 2 H1 Z" };
const SVG = "http://www.w3.org/2000/svg";

function icon(glyph) {
  const drawn = STROKES[glyph] ?? SOLIDS[glyph];
  if (!drawn) return document.createTextNode(glyph);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", drawn);
  if (SOLIDS[glyph]) path.setAttribute("class", "solid");
  svg.append(path);
  return svg;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".matrix");
  const state = JSON.stringify(data);
  if (shown.get(root) === state) return; // same content: the focus stays where it is
  shown.set(root, state);
  root.replaceChildren(title(data.caption), scroller(data, setTriggerValue), legend(data.legend), hint());
}

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function scroller(data, setTriggerValue) {
  const head = element("tr", {}, element("th", { scope: "col" }, data.heading));
  for (const column of data.columns) {
    const cell = element("th", { scope: "col" }, column.short);
    if (column.label !== column.short) cell.append(element("span", {}, column.label));
    head.append(cell);
  }
  const body = element("tbody");
  for (const row of data.rows) {
    const line = element("tr", {}, element("th", { scope: "row" }, row.label));
    row.cells.forEach((cell, place) => {
      const box = element("td");
      if (cell) box.append(button(cell, () => setTriggerValue("chosen", [row.code, data.columns[place].code])));
      line.append(box);
    });
    body.append(line);
  }
  const table = element("table", { role: "grid" }, element("thead", {}, head), body);
  if (data.caption) table.setAttribute("aria-labelledby", "title");
  const buttons = [...table.querySelectorAll("button")];
  if (buttons.length) buttons[0].tabIndex = 0;
  table.addEventListener("keydown", (event) => move(event, table, buttons));
  table.addEventListener("focusin", (event) => only(buttons, event.target));
  return element("div", { class: "scroller" }, table);
}

// Beside the table rather than a <caption>, which would scroll away with it on a telephone.
function title(words) {
  return element("p", { id: "title", class: "title" }, words);
}

function button(cell, choose) {
  const marks = element("span", { class: "marks", "aria-hidden": "true" });
  for (const mark of cell.marks) marks.append(element("span", mark ? { class: mark.tone } : {}, mark ? icon(mark.glyph) : ""));
  const node = element(
    "button",
    { type: "button", tabindex: "-1", class: cell.standing, "aria-label": cell.says, title: cell.says },
    element("span", { class: "value" }, cell.value),
    element("span", { class: "change" }, cell.change),
  );
  if (cell.marks.some(Boolean)) node.append(marks);
  node.addEventListener("click", choose);
  return node;
}

function only(buttons, chosen) {
  if (!buttons.includes(chosen)) return;
  for (const other of buttons) other.tabIndex = other === chosen ? 0 : -1;
}

function move(event, table, buttons) {
  const box = event.target.closest("td");
  if (!box) return;
  const line = box.parentElement;
  const place = box.cellIndex;
  const across = (step) => {
    for (let next = place + step; line.cells[next]; next += step) {
      const found = line.cells[next].querySelector("button");
      if (found) return found;
    }
  };
  const along = (side) => {
    for (let next = line[side]; next; next = next[side]) {
      const found = next.cells[place].querySelector("button");
      if (found) return found;
    }
  };
  const own = [...line.querySelectorAll("button")];
  const target = {
    ArrowRight: () => across(1),
    ArrowLeft: () => across(-1),
    ArrowDown: () => along("nextElementSibling"),
    ArrowUp: () => along("previousElementSibling"),
    Home: () => (event.ctrlKey ? buttons[0] : own[0]),
    End: () => (event.ctrlKey ? buttons.at(-1) : own.at(-1)),
  }[event.key];
  if (!target) return;
  event.preventDefault();
  const found = target();
  if (found) found.focus();
}

function legend(data) {
  const list = element("div", { class: "legend" });
  for (const family of data.families) {
    if (!family.signs.length) continue;
    const line = element("div", {}, element("strong", {}, `${family.title}\u00a0:`));
    for (const sign of family.signs) line.append(element("span", {}, icon(sign.glyph), ` ${sign.word}`));
    list.append(line);
  }
  const grounds = element("div", {}, element("strong", {}, "Fond\u00a0:"));
  for (const ground of data.grounds) {
    const swatch = element("span", { class: `swatch ${ground.standing}`, "aria-hidden": "true" });
    grounds.append(element("span", {}, swatch, `${ground.word} (${ground.rule})`));
  }
  list.append(grounds);
  return list;
}

function hint() {
  const words = "Au clavier\u00a0: flèches pour aller d’une case à l’autre, Entrée pour ouvrir le détail.";
  return element("p", { class: "hint" }, words);
}
