/* What a screen marks as the place to read on comes into view, once: the next step of a form, the receipt of a filing.

   The mark is an empty element whose id begins with "here-" and ends with a count (pages/ui/here.py): the same mark drawn
   again moves nobody. The keyboard goes there too, so that Tab leads to the first field below. */
"use strict";
(() => {
  const MARK = "[id*='here-']", ABOVE_PX = 72, SETTLED_MS = 350;
  const seen = new Set();
  const align = (mark) => {
    const main = mark.closest("[data-testid='stMain']");
    if (main && mark.isConnected) main.scrollTop += mark.getBoundingClientRect().top - ABOVE_PX;
  };
  const bring = (mark) => {
    if (seen.has(mark.id)) return;
    seen.add(mark.id);
    mark.tabIndex = -1;
    mark.focus({ preventScroll: true });
    align(mark);
    setTimeout(() => align(mark), SETTLED_MS);
  };
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes)
        if (node.nodeType === Node.ELEMENT_NODE) {
          if (node.matches(MARK)) bring(node);
          node.querySelectorAll(MARK).forEach(bring);
        }
  }).observe(document.documentElement, { subtree: true, childList: true });
})();
