// Marks the section being read in the outline, and remembers it: on the site for a learner, in this browser before.
const STORE = "stratum-place";
const WAIT = 1500;
const article = document.querySelector("[data-place], [data-place-local]");
const sections = [...document.querySelectorAll(".prose > h2[id]")];
const links = new Map([...document.querySelectorAll("[data-outline] a")].map((link) => [link.hash.slice(1), link]));
let current = null;
let timer = 0;

const remember = (section) => {
  if (article.dataset.place) {
    navigator.sendBeacon(article.dataset.place, new URLSearchParams({ section }));
    return;
  }
  const title = document.querySelector("h1").textContent;
  const place = { address: location.pathname, title, section, read: sections.find((each) => each.id === `s-${section}`)?.firstChild?.textContent };
  try { localStorage.setItem(STORE, JSON.stringify(place)); } catch { /* storage may be switched off */ }
};

const update = () => {
  const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 4;
  const line = atEnd ? innerHeight : innerHeight / 3;
  const read = sections.filter((section) => section.getBoundingClientRect().top < line).pop() || null;
  if (read === current) return;
  links.get(current?.id)?.removeAttribute("aria-current");
  links.get(read?.id)?.setAttribute("aria-current", "true");
  current = read;
  clearTimeout(timer);
  timer = setTimeout(() => remember(current ? current.id.slice(2) : ""), WAIT);
};

if (article) {
  addEventListener("scroll", update, { passive: true });
  timer = setTimeout(() => remember(current ? current.id.slice(2) : ""), WAIT);
  update();
}

// The landing page offers a visitor the way back.
const offer = document.querySelector("[data-resume-local]");
if (offer) {
  let place = null;
  try { place = JSON.parse(localStorage.getItem(STORE)); } catch { /* nothing readable */ }
  if (place?.address?.startsWith("/lessons/")) {
    const link = offer.querySelector("a");
    link.href = place.section ? `${place.address}#s-${place.section}` : place.address;
    link.textContent = place.read ? `${place.title}, at “${place.read}”` : place.title;
    offer.hidden = false;
  }
}
