// Switch the colour theme without loading the page again. Without this script the form posts and comes back.
const THEMES = ["system", "light", "dark"];
const LABELS = {
  system: "Colour theme follows your system. Switch to light",
  light: "Light colour theme. Switch to dark",
  dark: "Dark colour theme. Switch to your system’s",
};

let latest = new AbortController();

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector("button");
  const chosen = button.value;
  const body = new URLSearchParams({ theme: chosen });
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  button.value = THEMES[(THEMES.indexOf(chosen) + 1) % THEMES.length];
  button.ariaLabel = button.title = LABELS[chosen];
  latest.abort(); // two quick clicks: an answer to the first must not come after the second’s
  latest = new AbortController();
  const { signal } = latest;
  fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true, signal }).catch(() => {});
});
