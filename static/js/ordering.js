// Puts an ordering in order: by dragging a row, or with its up and down buttons. The position selects stay the data.
const say = (text) => { document.getElementById("announcer").textContent = text; };
const rowsOf = (list) => [...list.querySelectorAll("[data-order-item]")];
const nameOf = (row) => row.querySelector(".order__txt").textContent.trim();

const number = (list) => rowsOf(list).forEach((row, index, rows) => {
  row.querySelector("select").value = String(index + 1);
  row.querySelector("[data-order-move=up]").disabled = index === 0;
  row.querySelector("[data-order-move=down]").disabled = index === rows.length - 1;
});

const enhance = (root) => {
  for (const list of root.querySelectorAll("[data-order]:not(.order--live)")) {
    const placed = rowsOf(list).filter((row) => row.querySelector("select").value);
    placed.sort((one, other) => one.querySelector("select").value - other.querySelector("select").value);
    if (placed.length === rowsOf(list).length) list.append(...placed);
    list.classList.add("order--live");
    number(list);
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-order-move]");
  if (!button) return;
  const row = button.closest("[data-order-item]");
  const list = row.parentElement;
  if (button.dataset.orderMove === "up") row.previousElementSibling?.before(row);
  else row.nextElementSibling?.after(row);
  number(list);
  (button.disabled ? row.querySelector("[data-order-move]:enabled") : button).focus();
  say(`${nameOf(row)}: position ${rowsOf(list).indexOf(row) + 1} of ${rowsOf(list).length}`);
});

// Pointer events serve mouse, pen and finger alike; only the handle starts a drag, so that a list can be scrolled.
document.addEventListener("pointerdown", (event) => {
  const row = event.target.closest(".order--live .order__handle")?.closest("[data-order-item]");
  if (!row) return;
  event.preventDefault();
  const list = row.parentElement;
  row.classList.add("is-dragging");
  const move = (moved) => {
    const over = rowsOf(list).find((each) => each !== row && moved.clientY < each.getBoundingClientRect().bottom);
    if (!over) list.append(row);
    else if (moved.clientY < over.getBoundingClientRect().top + over.offsetHeight / 2) over.before(row);
    else over.after(row);
  };
  const end = () => {
    row.classList.remove("is-dragging");
    document.removeEventListener("pointermove", move);
    number(list);
    say(`${nameOf(row)}: position ${rowsOf(list).indexOf(row) + 1} of ${rowsOf(list).length}`);
  };
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", end, { once: true });
  document.addEventListener("pointercancel", end, { once: true });
});

enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt.parentElement || document));
