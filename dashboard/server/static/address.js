// A page opened by the menu begins without parameters, and the server writes those of its choices when it has run (see
// dashboard/ui/address.py): one step of the history, not two, or Back would stop on the same page without its filters.
(() => {
  "use strict";

  const push = history.pushState.bind(history);
  let opening = true; // the page that is shown has not finished its first run

  history.pushState = (state, title, url) => {
    const target = new URL(url ?? location.href, location.href);
    const samePage = target.pathname === location.pathname;
    if (samePage && opening) return history.replaceState(state, title, url);
    opening = !samePage;
    return push(state, title, url);
  };

  new MutationObserver((changes) => {
    for (const { target, oldValue } of changes) {
      if (oldValue === "running" && target.getAttribute("data-test-script-state") === "notRunning") opening = false;
    }
  }).observe(document, {
    subtree: true, attributes: true, attributeOldValue: true, attributeFilter: ["data-test-script-state"],
  });
})();
