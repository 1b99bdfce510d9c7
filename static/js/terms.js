// Opens a term's definition beside it. Without this script the link leads to the glossary.
let card = null;
let opener = null;

const build = () => {
  card = document.createElement("div");
  card.className = "termcard";
  card.id = "termcard";
  card.popover = "auto";
  card.role = "dialog";
  card.ariaLabel = "Definition";
  document.body.append(card);
  card.addEventListener("toggle", (event) => { if (event.newState === "closed") opener?.focus({ preventScroll: true }); });
};

const fill = (definition, link) => {
  const title = document.createElement("p");
  title.className = "termcard__t";
  title.textContent = definition.querySelector("dt").textContent;
  const text = document.createElement("p");
  text.append(...definition.querySelector("dd").cloneNode(true).childNodes);
  const foot = document.createElement("div");
  foot.className = "termcard__foot";
  const more = document.createElement("a");
  more.href = link.href;
  more.textContent = "In the glossary";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn btn--quiet btn--sm";
  close.textContent = "Close";
  close.addEventListener("click", () => card.hidePopover());
  foot.append(more, close);
  card.replaceChildren(title, text, foot);
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.term");
  const definition = link && document.getElementById(`def-${link.dataset.term}`);
  if (!definition || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!card) build();
  opener = link;
  fill(definition, link);
  card.showPopover({ source: link });
  card.querySelector("a").focus({ preventScroll: true });
});
