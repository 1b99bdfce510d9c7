// A copy button on every block of code.
const addButtons = (root) => {
  for (const block of root.querySelectorAll("div.code:not(:has(.code__copy))")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "code__copy btn btn--quiet btn--sm";
    button.textContent = "Copy";
    block.append(button);
  }
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest(".code__copy");
  if (!button) return;
  const code = button.closest("div.code").querySelector("code");
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(code);
    button.textContent = "Selected: press Ctrl+C";
  }
  document.getElementById("announcer").textContent = button.textContent;
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
});

addButtons(document);
