// "/" goes to the search, unless somebody is typing or has switched single keys off.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.body.dataset.shortcuts === "off") return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const fields = [...document.querySelectorAll("[data-search]")];
  const field = fields.find((each) => each.checkVisibility());
  const link = document.querySelector(".searchicon");
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.focus();
  else link.click();
});
