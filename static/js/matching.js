// Adds dragging to a matching where there is a fine pointer. The selects stay, for keyboards and fingers, and stay the data.
const optionsOf = (list) => [...list.querySelector("select").options].filter((option) => option.value);

const chipFor = (option) => {
  const chip = document.createElement("li");
  chip.className = "match__chip";
  chip.draggable = true;
  chip.dataset.value = option.value;
  chip.textContent = option.textContent;
  return chip;
};

const refresh = (list) => {
  const bank = list.nextElementSibling;
  const taken = new Set([...list.querySelectorAll("select")].map((select) => select.value));
  for (const chip of bank.children) chip.classList.toggle("is-used", taken.has(chip.dataset.value));
};

const enhance = (root) => {
  if (!matchMedia("(pointer: fine)").matches) return;
  for (const list of root.querySelectorAll("[data-match]:not(.match--drag)")) {
    list.classList.add("match--drag");
    const bank = document.createElement("ul");
    bank.className = "match__bank";
    bank.ariaHidden = "true";
    bank.append(...optionsOf(list).map(chipFor));
    list.after(bank);
    refresh(list);
  }
};

const place = (row, value) => {
  const list = row.closest("[data-match]");
  for (const select of list.querySelectorAll("select")) if (select.value === value) select.value = "";
  row.querySelector("select").value = value;
  refresh(list);
};

let dragged = null;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".match__chip");
  dragged?.classList.add("is-dragging");
  if (dragged) event.dataTransfer.setData("text/plain", dragged.textContent);
});
document.addEventListener("dragend", () => { dragged?.classList.remove("is-dragging"); dragged = null; });
document.addEventListener("dragover", (event) => {
  const row = dragged && event.target.closest?.(".match__row");
  for (const over of document.querySelectorAll(".match__row.is-over")) if (over !== row) over.classList.remove("is-over");
  if (!row) return;
  event.preventDefault();
  row.classList.add("is-over");
});
document.addEventListener("drop", (event) => {
  const row = dragged && event.target.closest?.(".match__row");
  if (!row) return;
  event.preventDefault();
  row.classList.remove("is-over");
  place(row, dragged.dataset.value);
});
document.addEventListener("change", (event) => {
  const list = event.target.closest?.(".match--drag");
  if (list) refresh(list);
});

enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt.parentElement || document));
