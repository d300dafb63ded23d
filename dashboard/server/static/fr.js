// What Streamlit has no setting for: its own words in French, a footer that is a landmark, and sparklines hidden from
// screen readers (their figure is in the card). Runs in <head>, before Streamlit; words are in fr.json.
(() => {
  "use strict";

  // Calendars and `format="localized"` read the language of the browser: always French here.
  Object.defineProperty(navigator, "language", { get: () => "fr-FR" });
  Object.defineProperty(navigator, "languages", { get: () => ["fr-FR", "fr"] });

  const ATTRIBUTES = ["aria-label", "aria-valuetext", "aria-roledescription", "title", "data-title", "placeholder", "alt"];
  // Texts of ours and data: never translated, so never altered.
  const LEFT_ALONE = [
    "[data-testid=stMarkdownContainer]", "[data-testid=stHtml]", "[data-testid=stTable]", "[data-testid=stMetric]",
    "[data-testid=stTopNavLink]", "[data-testid=stSidebarNavLink]", ".js-plotly-plot", "[role=option]",
    ".spp-footer", "pre", "code", "script", "style",
  ].join(",");

  // Labels of Streamlit's own, drawn as Markdown: the button of a file, the pages that do not fit the menu.
  const DRAWN = "[data-testid=stFileUploaderDropzone] button, [data-testid=stTopNavSection]";

  const IN_A_LIST = /^(Select (all|\d+ matches)|No results)$/; // Streamlit's own lines in a list of choices

  let exact = new Map();
  let patterns = [];

  function french(text) {
    const words = text.trim();
    if (!words) return null;
    const known = exact.get(words);
    if (known) return known;
    for (const [pattern, replacement] of patterns) {
      if (pattern.test(words)) return words.replace(pattern, replacement).replace(" ()", "");
    }
    return null;
  }

  function translateText(node) {
    const parent = node.parentElement;
    if (!parent || (parent.closest(LEFT_ALONE) && !parent.closest(DRAWN) && !IN_A_LIST.test(node.data))) return;
    const text = french(node.data);
    if (text !== null && text !== node.data) node.data = text;
  }

  function translateAttributes(element) {
    if (element.closest(".js-plotly-plot,.spp-footer") && !element.closest(".modebar")) return;
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const text = value && french(value);
      if (text && text !== value) element.setAttribute(name, text);
    }
  }

  // A chart is thousands of nodes in our own words: only its buttons are looked at.
  const drawing = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches("svg.main-svg");

  function visit(root) {
    if (root.nodeType === Node.TEXT_NODE) return translateText(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest("svg.main-svg")) return undefined;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
      (node) => (drawing(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) translateText(node);
      else translateAttributes(node);
    }
    return undefined;
  }

  function hideSparklines() {
    for (const chart of document.querySelectorAll("[data-testid=stMetricChart]:not([aria-hidden])")) {
      chart.setAttribute("aria-hidden", "true");
    }
  }

  // Streamlit sets its scheme on the application only; pop-ups and the footer are outside of it. spp.css reads it
  // through light-dark().
  function shareColorScheme() {
    const application = document.querySelector("[data-testid=stApp]");
    if (!application) return;
    const scheme = getComputedStyle(application).colorScheme;
    if (document.documentElement.style.colorScheme !== scheme) document.documentElement.style.colorScheme = scheme;
  }

  // `?mode=projection` stays from page to page: large text, no filters (spp.css).
  function shareMode() {
    const asked = new URLSearchParams(location.search).get("mode") === "projection";
    document.documentElement.classList.toggle("spp-projection", asked);
    // A meeting on the wall has no menu either: one item a screen.
    document.documentElement.classList.toggle("spp-wall", asked && new URLSearchParams(location.search).has("reunion"));
  }

  // The page draws its footer hidden (dashboard/ui/page_shell.py); here it becomes a landmark outside <main>, after it
  // in the order of reading. Created once <main> exists, else it would be the first stop of the keyboard.
  function drawFooter() {
    const source = document.querySelector(".spp-footer-source");
    const main = document.querySelector("[data-testid=stMain]");
    if (!source || !main) return;
    let footer = document.querySelector("footer.spp-footer");
    if (!footer) {
      footer = document.createElement("footer");
      footer.className = "spp-footer";
      document.body.append(footer);
    }
    if (footer.innerHTML !== source.innerHTML) footer.innerHTML = source.innerHTML;
    // Without a banner beside it, its place in the page is empty: it would only leave a gap above the filters.
    source.closest("[data-testid=stElementContainer]").style.display = source.previousElementSibling ? "" : "none";
    document.documentElement.style.setProperty("--spp-footer-height", `${footer.offsetHeight}px`);
  }

  // A link of ours to another page of the application changes page as a click in the menu does: no reload, and the
  // browser's Back button works. Anything else (new tab, other site, public page, download) is left to the browser.
  function followLink(event) {
    const link = event.target.closest?.("a.spp-link");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.origin !== location.origin) return;
    if (link.pathname.includes("/public/")) return; // served without the application (dashboard/server/public_routes.py)
    event.preventDefault();
    const address = new URL(link.href);
    if (!address.search) address.search = location.search; // the shared filters follow, as they do from the menu
    goTo(address);
  }

  function goTo(address) {
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }

  // Escape leaves the projection, as it leaves the full screen of any presentation; a field or a list that is open has
  // the key for itself.
  function leaveProjection(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (!document.documentElement.classList.contains("spp-projection")) return;
    if (event.target.closest?.("input, textarea, [role=combobox], [role=listbox], [role=dialog]")) return;
    const address = new URL(location.href);
    address.searchParams.delete("mode");
    address.searchParams.delete("ecran");
    goTo(address);
  }

  // A figure that changes far from the focus is told: what the page is about and what it concludes, once a run has ended.
  let told = null;
  function tellWhatChanged() {
    if (!document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")) return;
    let region = document.querySelector(".spp-told");
    if (!region) {
      if (!document.querySelector("[data-testid=stMain]")) return;
      region = document.createElement("div");
      region.className = "spp-told";
      region.setAttribute("role", "status");
      document.body.append(region);
    }
    const said = ["h1", ".spp-data", ".spp-sentence strong"]
      .map((name) => document.querySelector(`[data-testid=stMain] ${name}`))
      .map((found) => [...(found?.childNodes ?? [])].filter((node) => !node.matches?.("a, button"))
        .map((node) => node.textContent).join("").trim().replace(/\.$/, ""))
      .filter(Boolean).join(". ");
    if (!said || said === told) return;
    if (told !== null) region.textContent = `${said}.`; // a first page is read as any page is
    told = said;
  }

  let waiting = false;
  function tidy() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      hideSparklines();
      shareColorScheme();
      shareMode();
      drawFooter();
      tellWhatChanged();
    });
  }

  function start() {
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === "childList") change.addedNodes.forEach(visit);
        else if (change.type === "characterData") translateText(change.target);
        else translateAttributes(change.target);
      }
      tidy();
    }).observe(document.documentElement, {
      childList: true, subtree: true, characterData: true, attributes: true,
      attributeFilter: [...ATTRIBUTES, "data-test-script-state"],
    });
    visit(document.documentElement);
    tidy();
  }

  // Charts are drawn by the server in the colours of one theme: the page is asked again, as when somebody comes back to
  // it, once Streamlit has the new one. What is typed stays.
  function changeTheme() {
    tidy();
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(changeTheme, 200));
  addEventListener("resize", () => tidy());
  document.addEventListener("click", followLink);
  document.addEventListener("keydown", leaveProjection);
  fetch(document.currentScript.dataset.words)
    .then((answer) => answer.json())
    .then((words) => {
      exact = new Map(Object.entries(words.exact));
      patterns = words.patterns.map(([pattern, replacement]) => [new RegExp(pattern), replacement]);
    })
    .finally(start);
})();
