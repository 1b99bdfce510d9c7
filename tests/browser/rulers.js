// What the tests measure in a page. Each ruler returns a list of complaints; `window.rulers` is there before the page is.
(() => {
  const named = (element) => {
    const text = (element.getAttribute("aria-label") || element.textContent).trim().replace(/\s+/g, " ").slice(0, 40);
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    return `${element.localName}${element.id ? `#${element.id}` : ""}${classes} “${text}”`;
  };

  const ancestors = function* (element) {
    for (let each = element; each; each = each.parentElement) yield each;
  };

  // For screen readers only, or laid over a row that says it.
  const unseen = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return true;
    return [...ancestors(element)].some((each) => each.matches(".vh, .skip"));
  };

  const linesOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((line) => line.width > 1 && line.height > 1);
  };

  // Lines of text that can be seen, each with the element that it belongs to.
  const lines = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
      node.data.trim() && !unseen(node.parentElement) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
    const found = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!element.closest("svg, select, option")) for (const box of linesOf(walker.currentNode)) found.push({ element, box });
    }
    return found;
  };

  const draws = (style) =>
    style.borderTopWidth !== "0px" && style.borderTopStyle !== "none" && style.borderLeftWidth !== "0px";

  // Text cut off by a box that cannot be scrolled, outside the frame drawn round it, or outside the window.
  const cut = ({ element, box }) => {
    for (const each of ancestors(element)) {
      const style = getComputedStyle(each);
      if (style.display === "inline" || style.display === "contents") continue;
      const edge = each.getBoundingClientRect();
      const scrolls = (axis) => ["auto", "scroll"].includes(style[`overflow${axis}`]);
      const holds = each !== document.documentElement && each !== document.body && (draws(style) || style.overflowX === "hidden" || style.overflowX === "clip");
      if (holds && !scrolls("X") && (box.left < edge.left - 1 || box.right > edge.right + 1)) return `wider than ${named(each)}`;
      if (holds && !scrolls("Y") && (box.top < edge.top - 3 || box.bottom > edge.bottom + 3)) return `higher than ${named(each)}`;
      if (scrolls("X")) return null;
    }
    const width = document.documentElement.clientWidth;
    return box.left < -1 || box.right > width + 1 ? "outside the window" : null;
  };

  // A line's box is higher than its letters: only the middle of it counts.
  const middle = ({ top, bottom, left, right }) => ({ top: top + (bottom - top) * 0.25, bottom: bottom - (bottom - top) * 0.25, left: left + 1, right: right - 1 });
  const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  const overlaps = (found) => {
    const boxes = found.map(({ element, box }) => ({ element, box: middle(box) })).sort((one, other) => one.box.top - other.box.top);
    const complaints = [];
    boxes.forEach((one, index) => {
      for (const other of boxes.slice(index + 1)) {
        if (other.box.top >= one.box.bottom) break;
        if (one.element !== other.element && meet(one.box, other.box)) complaints.push(`${named(one.element)} over ${named(other.element)}`);
      }
    });
    return complaints;
  };

  const controls = () => [...document.querySelectorAll("button, input, select, textarea, .btn, summary")].filter((each) => !unseen(each));
  const covered = (found) => {
    const complaints = [];
    for (const control of controls()) {
      if (getComputedStyle(control).opacity === "0") continue;
      const box = control.getBoundingClientRect();
      for (const line of found) {
        if (!control.contains(line.element) && !line.element.contains(control) && meet(middle(line.box), box)) complaints.push(`${named(control)} over ${named(line.element)}`);
      }
    }
    return complaints;
  };

  const lost = () => {
    const found = lines();
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const complaints = over > 0 ? [`scrolls sideways by ${over} px`] : [];
    for (const line of found) {
      const why = cut(line);
      if (why) complaints.push(`${named(line.element)} is ${why}`);
    }
    return [...new Set([...complaints, ...overlaps(found), ...covered(found)])];
  };

  // Colours as the screen shows them, with what lies behind the half transparent.
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = (...colours) => {
    pen.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
    }
    return pen.getImageData(0, 0, 1, 1).data;
  };
  const behind = (element) => paint("#fff", ...[...ancestors(element)].reverse().map((each) => getComputedStyle(each).backgroundColor));
  const luminance = (rgba) => {
    const [red, green, blue] = [...rgba].slice(0, 3).map((value) => (value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  // Between a colour and what is behind an element: from 1 to 21.
  const contrast = (colour, element) => {
    const ground = behind(element);
    const [low, high] = [luminance(paint(`rgb(${[...ground].slice(0, 3)})`, colour)), luminance(ground)].sort((one, other) => one - other);
    return (high + 0.05) / (low + 0.05);
  };

  const stops = () =>
    [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter(
      (each) => each.type !== "hidden" && !each.disabled && each.checkVisibility({ visibilityProperty: true }),
    );

  const first = () => named(stops()[0]);

  const outline = (element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle === "none" ? null : [style.outlineStyle, style.outlineWidth, style.outlineColor, style.outlineOffset].join(" ");
  };

  // The element, or one around it, that gets an outline when the element has the focus.
  const outlined = (element) => {
    const around = [...ancestors(element)].slice(0, 4);
    document.activeElement?.blur();
    const before = around.map(outline);
    element.focus({ focusVisible: true, preventScroll: true });
    return around.find((each, index) => outline(each) && outline(each) !== before[index]);
  };

  // An outline is drawn outside its box, and lost where the box around that hides what is outside.
  const clips = (element) => {
    const style = getComputedStyle(element);
    const reach = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
    const box = element.getBoundingClientRect();
    return [...ancestors(element.parentElement)].find((each) => {
      if (getComputedStyle(each).overflowX === "visible" || each === document.body || each === document.documentElement) return false;
      const edge = each.getBoundingClientRect();
      return box.left - reach < edge.left - 1 || box.right + reach > edge.right + 1;
    });
  };

  // Whatever takes the focus shows it: an outline of 2 px or more, 3:1 against what it is drawn on, and not cut off.
  const unmarked = () => stops().flatMap((element) => {
    const marked = outlined(element);
    if (document.activeElement !== element) return [`${named(element)} does not take the focus`];
    if (!marked) return [`${named(element)} does not show the focus`];
    const style = getComputedStyle(marked);
    const ground = parseFloat(style.outlineOffset) < 0 ? marked : marked.parentElement;
    if (parseFloat(style.outlineWidth) < 2 || contrast(style.outlineColor, ground) < 3) return [`${named(element)} shows the focus too weakly`];
    return clips(marked) ? [`${named(element)} has its outline cut off by ${named(clips(marked))}`] : [];
  });

  // What has the focus, if a bar at the top covers a part of it or it is outside the window.
  const hidden = () => {
    const element = document.activeElement;
    if (element === document.body || element.closest(".topbar, .lessonbar, .skip")) return null;
    const box = element.getBoundingClientRect();
    const bars = [...document.querySelectorAll(".topbar, .lessonbar")].filter((bar) => bar.checkVisibility());
    const bottom = Math.max(0, ...bars.map((bar) => bar.getBoundingClientRect().bottom));
    const fits = box.height < innerHeight - bottom;
    if (box.top < bottom - 1 && (fits || box.bottom < bottom + 24)) return `${named(element)} is under a bar`;
    return box.bottom > innerHeight + 1 && (fits || box.top > innerHeight - 24) ? `${named(element)} is below the window` : null;
  };

  // Whatever would move.
  const moving = () => {
    const seconds = (durations) => Math.max(...durations.split(",").map(parseFloat));
    const complaints = getComputedStyle(document.documentElement).scrollBehavior === "smooth" ? ["scrolling is smooth"] : [];
    for (const element of document.querySelectorAll("*")) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        if (seconds(style.transitionDuration) > 0) complaints.push(`${named(element)} changes slowly`);
        if (style.animationName !== "none" && seconds(style.animationDuration) > 0) complaints.push(`${named(element)} is animated`);
      }
    }
    return [...complaints, ...document.getAnimations().map((animation) => `${named(animation.effect.target)} moves`)];
  };

  // The words that can be seen on a button or link are in its name.
  const misnamed = () =>
    [...document.querySelectorAll(":is(a, button)[aria-label]")].filter((each) => {
      const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
      return !plain(each.ariaLabel).includes(plain(each.innerText));
    }).map(named);

  window.rulers = { lost, contrast, first, unmarked, hidden, moving, misnamed, named };
})();
