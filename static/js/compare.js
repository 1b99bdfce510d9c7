// Picks for the comparison: counts and names them, keeps them from page to page of the table, and stops at four.
const MOST = 4;
let picked = new Set();
let byHand = false; // until then the picks are those that the page proposes

const boxes = () => [...document.querySelectorAll("input[type=checkbox][name=types]")];

const tell = (form) => {
  const names = [...picked];
  const few = names.length < 2;
  form.querySelector("[data-picked]").textContent = few ? "Tick two to four types" : `${names.length} picked`;
  form.querySelector("[data-names]").textContent = names.join(", ");
};

// A type has a box in its card and one in the table; on another page of the table it has neither and needs a field.
const show = (form) => {
  form.querySelectorAll("[data-kept]").forEach((field) => field.remove());
  const here = new Set(boxes().map((box) => box.value));
  boxes().forEach((box) => {
    box.checked = picked.has(box.value);
    box.disabled = picked.size >= MOST && !box.checked;
  });
  [...picked].filter((name) => !here.has(name)).forEach((name) => {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "types", value: name });
    field.dataset.kept = "";
    form.append(field);
  });
  tell(form);
};

const look = () => {
  const form = document.querySelector("[data-compare]");
  if (!form) return;
  if (!byHand) picked = new Set(boxes().filter((box) => box.checked).map((box) => box.value));
  show(form);
};

document.addEventListener("change", (event) => {
  if (!event.target.matches("input[type=checkbox][name=types]")) return;
  byHand = true;
  if (event.target.checked) picked.add(event.target.value);
  else picked.delete(event.target.value);
  look();
});
document.addEventListener("htmx:afterSettle", look);
look();
