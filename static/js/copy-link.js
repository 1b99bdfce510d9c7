// A link to share: a click copies its address. Without a clipboard it stays a link.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-copy-link]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    location.assign(link.href);
    return;
  }
  const words = link.querySelector("span");
  const before = words.textContent;
  words.textContent = "Copied";
  document.getElementById("announcer").textContent = "Link copied";
  setTimeout(() => { words.textContent = before; }, 2000);
});
