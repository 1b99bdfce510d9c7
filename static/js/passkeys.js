// Passkeys: show what needs them where the browser has them, and say in words when one was not used.
const able = "PublicKeyCredential" in window;
const WORDS = {
  NotAllowedError: "No passkey was used: it was cancelled, or it took too long. Try again.",
  InvalidStateError: "This device has a passkey for your account already.",
  SecurityError: "Passkeys work only where the address begins with https.",
};

for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = !able;
for (const part of document.querySelectorAll("[data-no-passkey]")) part.hidden = able;

document.addEventListener("allauth.error", (event) => {
  const place = document.querySelector("[data-passkey-error]");
  if (!place) return;
  event.preventDefault();
  place.hidden = false;
  place.querySelector("span").textContent = WORDS[event.detail.exception.name] ?? "That did not work. Try again, or sign in another way.";
});
