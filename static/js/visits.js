// Notes that a resource was followed. A beacon: it holds up nobody and needs no answer.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-visit]");
  if (link) navigator.sendBeacon(link.dataset.visit);
});
