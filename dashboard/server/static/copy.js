// Copying from a page: `<button data-spp-copy="text">` copies that text, `<button data-spp-copy-address>` the address of
// the view. What happened is shown and told to screen readers. Runs in <head>; buttons may come and go.
(() => {
  "use strict";

  const DONE = "Copié";
  const REFUSED = "Le navigateur a refusé la copie\u00a0: sélectionner le texte, puis le copier.";
  const SHOWN_MS = 4000;

  let region = null;
  let waiting = 0;

  // In the page before it speaks: a live region that is born with its text is not read.
  function announcer() {
    if (!region?.isConnected) {
      region = document.createElement("div");
      region.className = "spp-announce";
      region.setAttribute("role", "status");
      document.body.append(region);
    }
    return region;
  }

  function announce(text) {
    announcer().textContent = "";
    clearTimeout(waiting);
    setTimeout(() => { region.textContent = text; }, 50); // the same words twice are read twice
    waiting = setTimeout(() => { region.textContent = ""; }, SHOWN_MS);
  }

  // An intranet without HTTPS has no navigator.clipboard. Beside the button, not in <body>: a pop-up keeps the focus.
  function copyBySelection(text, button) {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("aria-hidden", "true");
    field.style.cssText = "position:fixed;inset:0 auto auto 0;width:1px;height:1px;opacity:0";
    button.after(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    button.focus();
    return done;
  }

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text, button);
    }
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-spp-copy], [data-spp-copy-address]");
    if (!button) return;
    const text = button.hasAttribute("data-spp-copy-address") ? location.href : button.dataset.sppCopy;
    announce((await copy(text, button)) ? DONE : REFUSED);
  });
  document.addEventListener("DOMContentLoaded", announcer);

  globalThis.sppAnnounce = announce;
})();
