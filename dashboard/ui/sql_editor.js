// A text area that completes words. Texts only, never HTML: labels come from data.
const MOST = 8;
const made = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".editor");
  const known = made.get(root);
  if (known) { // what is being typed stays
    known.words = data.words;
    known.run = (text) => setTriggerValue("run", text);
    return;
  }
  const editor = { words: data.words, run: (text) => setTriggerValue("run", text), active: -1, found: [] };
  made.set(root, editor);
  draw(root, editor, data.text);
}

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function draw(root, editor, text) {
  const field = element("textarea", {
    id: "sql", rows: "6", spellcheck: "false", autocapitalize: "off", autocomplete: "off",
    "aria-autocomplete": "list", "aria-controls": "words", "aria-describedby": "hint",
  });
  field.value = text;
  const list = element("ul", { id: "words", role: "listbox", "aria-label": "Propositions", hidden: "" });
  const said = element("div", { class: "said", role: "status" });
  const run = element("button", { type: "button" }, "Exécuter");
  const hint = element("span", { id: "hint", class: "hint" },
    "Ctrl+Espace\u00a0: proposer un nom. Flèches, puis Entrée\u00a0: le prendre. Ctrl+Entrée\u00a0: exécuter.");
  Object.assign(editor, { field, list, said });
  field.addEventListener("input", () => propose(editor, false));
  field.addEventListener("keydown", (event) => key(event, editor));
  field.addEventListener("blur", () => close(editor));
  run.addEventListener("click", () => editor.run(field.value));
  root.replaceChildren(
    element("label", { for: "sql" }, "Requête SQL"),
    element("div", { class: "field" }, field, list),
    element("div", { class: "line" }, run, hint),
    said,
  );
}

// The word before the cursor; after « figures. » only what follows the dot.
function typed(field) {
  return field.value.slice(0, field.selectionStart).match(/[\p{L}\d_]*$/u)[0];
}

function propose(editor, asked) {
  const word = typed(editor.field).toLowerCase();
  const fits = ({ word: other }) => other.toLowerCase().startsWith(word) && other.toLowerCase() !== word;
  editor.found = word || asked ? editor.words.filter(fits).slice(0, MOST) : [];
  editor.active = -1;
  editor.field.removeAttribute("aria-activedescendant");
  editor.list.replaceChildren(...editor.found.map((item, place) => option(editor, item, place)));
  editor.list.hidden = editor.found.length === 0;
  under(editor);
  const many = editor.found.length > 1 ? "propositions" : "proposition";
  editor.said.textContent = editor.found.length ? `${editor.found.length} ${many}, flèche bas pour choisir.` : "";
}

// Just under the line that is typed; the list is then brought into sight.
function under({ field, list }) {
  if (list.hidden) return;
  const line = field.value.slice(0, field.selectionStart).split("\n").length;
  const height = parseFloat(getComputedStyle(field).lineHeight);
  list.style.top = `${Math.min(8 + line * height - field.scrollTop, field.offsetHeight)}px`;
  list.scrollIntoView({ block: "nearest" });
}

function option(editor, item, place) {
  const node = element("li", { id: `word-${place}`, role: "option", "aria-selected": "false" },
    element("b", {}, item.word), element("span", {}, item.meaning));
  node.addEventListener("mousedown", (event) => { event.preventDefault(); take(editor, place); });
  return node;
}

function key(event, editor) {
  const open = !editor.list.hidden;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    close(editor);
    editor.run(editor.field.value);
  } else if (event.key === " " && event.ctrlKey) {
    event.preventDefault();
    propose(editor, true);
  } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    choose(editor, event.key === "ArrowDown" ? 1 : -1);
  } else if (open && event.key === "Enter" && editor.active >= 0) {
    event.preventDefault();
    take(editor, editor.active);
  } else if (open && event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close(editor);
  }
}

function choose(editor, step) {
  const last = editor.found.length;
  editor.active = editor.active < 0 ? (step > 0 ? 0 : last - 1) : (editor.active + step + last) % last;
  [...editor.list.children].forEach((node, place) => node.setAttribute("aria-selected", String(place === editor.active)));
  editor.field.setAttribute("aria-activedescendant", `word-${editor.active}`);
}

function take(editor, place) {
  const { field } = editor;
  const end = field.selectionStart;
  field.setRangeText(`${editor.found[place].word} `, end - typed(field).length, end, "end");
  close(editor);
  field.focus();
}

function close(editor) {
  editor.list.hidden = true;
  editor.active = -1;
  editor.field.removeAttribute("aria-activedescendant");
  editor.said.textContent = "";
}
