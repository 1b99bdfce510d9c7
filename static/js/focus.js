// After an answer the focus goes to the verdict, or to what is missing; so a screen reader tells it once.
const focusIn = (root) => root.querySelector("[data-focus]")?.focus();

document.addEventListener("htmx:afterSettle", (event) => focusIn(event.detail.elt.parentElement || document));
if (location.hash === "#verdict") focusIn(document);
