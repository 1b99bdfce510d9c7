// On a narrow screen the chooser's form starts closed once it has been filled in, so that the answer is in sight.
const form = document.querySelector("[data-needs]");
if (form && location.search && matchMedia("(max-width: 62rem)").matches && !form.querySelector(".err:not(:empty)")) {
  form.open = false;
}
