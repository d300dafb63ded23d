// A page opened by the menu begins without parameters, and the server writes those of its choices when it has run (see
// dashboard/ui/address.py): one step of the history, not two, or Back would stop on the same page without its filters.
// A page opened by the server (a cell of the matrix) is announced by its parameters on the page that is left: that step
// gives way to the new page, or Back would stop on the old page with the filters of the new one. The new page may write
// its own parameters before its path is in the address: nobody has done anything between the two, so they are one step.
(() => {
  "use strict";

  const push = history.pushState.bind(history);
  let opening = true; // the page that is shown has not written its address, and nobody has done anything on it
  let announced = false; // since a person last did something, a step was written on the page that is shown

  history.pushState = (state, title, url) => {
    const target = new URL(url ?? location.href, location.href);
    const samePage = target.pathname === location.pathname;
    const gives = (samePage && opening) || announced;
    announced = samePage && !opening;
    opening = !samePage;
    return gives ? history.replaceState(state, title, url) : push(state, title, url);
  };

  const running = () => !document.querySelector("[data-test-script-state=notRunning]");

  // What a person does, not the end of a run: on a busy machine an announced page opens after the run that announces it.
  // A page that shows its parameters before its run ends has its step: what a person does on it makes another.
  for (const act of ["pointerdown", "keydown"]) {
    addEventListener(act, () => { announced = false; opening &&= running() && !location.search; }, { capture: true });
  }
})();
