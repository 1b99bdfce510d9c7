// Show the password that is being typed, and hide it again. Without this script the button stays hidden.
for (const button of document.querySelectorAll("[data-show-password]")) button.hidden = false;

const show = (button, shown) => {
  button.parentElement.querySelector("input").type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", shown);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-show-password]");
  if (button) show(button, button.getAttribute("aria-pressed") === "false");
});

// Browsers remember what is sent from a text field, and offer it to the next person.
document.addEventListener("submit", (event) => {
  for (const button of event.target.querySelectorAll("[data-show-password]")) show(button, false);
});
