// In a question 1 to 9 choose an answer and Enter checks it. On a quiz page the keys work everywhere,
// in a lesson only inside the check that has the focus.
const formOf = (target) => target.closest("[data-question]") || document.querySelector("#quiz-question [data-question]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.shortcuts === "off") return;
  if (event.target.closest("select, textarea, input:not([type=radio], [type=checkbox])")) return;
  const form = formOf(event.target);
  if (/^[1-9]$/.test(event.key) && form) {
    const field = form.querySelectorAll(".opt input")[Number(event.key) - 1];
    if (!field) return;
    event.preventDefault();
    field.checked = field.type === "radio" || !field.checked;
    field.focus();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (event.key === "Enter" && !event.target.closest("a, button, summary, label")) {
    const next = document.querySelector("[data-next]");
    if (form && form.querySelector(".opt input:checked")) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[type=submit]:not([name])"));
    } else if (!form && next) {
      next.click();
    }
  }
});
