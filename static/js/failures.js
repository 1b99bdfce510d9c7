// When the server fails or the line is down: say so beside the form, keep what was entered, allow another try.
const tell = (form, text) => {
  form.querySelector("[data-failure]")?.remove();
  const note = document.createElement("p");
  note.className = "err";
  note.dataset.failure = "";
  note.role = "alert";
  note.textContent = text;
  form.querySelector(".q__foot, button")?.before(note);
};

document.addEventListener("htmx:beforeRequest", (event) => {
  const button = event.detail.elt.querySelector?.("[type=submit]:not([name])");
  button?.setAttribute("aria-disabled", "true");
});
document.addEventListener("htmx:afterRequest", (event) => {
  event.detail.elt.querySelector?.("[type=submit]:not([name])")?.removeAttribute("aria-disabled");
});
const kept = (form) => (form.matches("[data-question]") ? "Your answer is still here: try again" : "Try again");

document.addEventListener("htmx:sendError", (event) => {
  tell(event.detail.elt, `The site cannot be reached. ${kept(event.detail.elt)} when you are online.`);
});
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status < 500) return;
  const full = event.detail.xhr.status === 503;
  tell(event.detail.elt, `${full ? "The site cannot save right now" : "Something went wrong on our side"}. ${kept(event.detail.elt)} in a minute.`);
});
