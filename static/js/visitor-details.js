// Sends along what only the browser knows: its time zone, how long a question was on the screen, and that the page was
// made for a learner, so that the answer can say when the session has ended since.
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
const shown = new WeakMap();
const note = (root) => { for (const form of root.querySelectorAll("[data-question]")) if (!shown.has(form)) shown.set(form, performance.now()); };
const since = (form) => Math.round(performance.now() - (shown.get(form) ?? performance.now()));

document.addEventListener("formdata", (event) => {
  if (!event.target.matches("[data-time-zone]")) return;
  event.formData.set("time_zone", ZONE);
  if ("learner" in document.body.dataset) event.formData.set("learner", "1");
  if (shown.has(event.target)) event.formData.set("ms", since(event.target));
});

note(document);
document.addEventListener("htmx:load", (event) => note(event.detail.elt.parentElement || document));
