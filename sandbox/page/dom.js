// Builds the page's nodes. Text is always inserted as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set([
  "value",
  "checked",
  "disabled",
  "hidden",
  "selected",
  "open",
  "multiple",
  "tabIndex",
]);

/** Creates an element from `class`, `testid`, `label` (accessible name), `on<event>`, properties and attributes. */
export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") node.className = value;
    else if (key === "testid") node.dataset.testid = value;
    else if (key === "label") node.setAttribute("aria-label", value);
    else if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else if (PROPERTIES.has(key)) node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  return fill(node, children);
}

/** Creates a button that doesn't submit forms. It needs a `label` if it shows only an icon. */
export function button(props, ...children) {
  return el("button", { type: "button", ...props }, ...children);
}

/** Creates a button that shows only an icon. */
export const iconButton = (sign, label, onclick, props) =>
  button({ class: "plain", label, onclick, ...props }, icon(sign));

/** Creates the row of buttons that ends a dialog. */
export const buttonRow = (...buttons) => el("div", { class: "row end" }, ...buttons);

/** Creates a bold line with a small one below it. */
export const titled = (title, note) => el("span", {}, el("b", {}, title), el("small", {}, note));

const ICONS = {
  add: "M12 5v14M5 12h14",
  attach:
    "m20 11.5-8.3 8.3a5.3 5.3 0 0 1-7.5-7.5l8.3-8.3a3.5 3.5 0 0 1 5 5l-8.3 8.3a1.8 1.8 0 0 1-2.5-2.5l7.6-7.6",
  back: "M19 12H5m6.5-7L4.5 12l7 7",
  bot: "M12 3.5v3M6 6.5h12a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V8.5a2 2 0 0 1 2-2ZM9 12v1.5m6-1.5v1.5M1.5 11.5v3m21-3v3",
  calls: "m8.5 7-5 5 5 5m7-10 5 5-5 5M13.5 4.5l-3 15",
  channel: "M4 10v4h3l8 4.5v-13L7 10H4Zm14.5-1a4.5 4.5 0 0 1 0 6M8 14.5 9.5 20",
  check: "m4.5 12.5 5 5 10-11",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm0 4V12l3 2",
  close: "m6 6 12 12M18 6 6 18",
  copy: "M9 9h10v11H9V9Zm-4 6V4h10",
  down: "m6 9.5 6 6 6-6",
  download: "M12 4v11m-5-4.5 5 5 5-5M5 20h14",
  edit: "m4 20 .8-4L15.5 5.3a2.3 2.3 0 0 1 3.2 3.2L8 19.2 4 20Zm9.5-12.5 3 3",
  file: "M6 3.5h8l4.5 4.5v12.5H6v-17Zm8 0V8h4.5",
  group:
    "M8.5 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 8c0-3.5 2.5-5.5 6-5.5s6 2 6 5.5M16 5a3.3 3.3 0 0 1 0 6.3m2 3c2.2.7 3.5 2.5 3.5 5.2",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5m0-8.5v.1",
  keyboard: "M3 6.5h18v11H3v-11ZM7 10v.1m3.3-.1v.1m3.4-.1v.1M17 10v.1M8 14h8",
  leave: "M14 4.5H6v15h8M10.5 12H21m-4-4 4 4-4 4",
  link: "M7 17 17 7M9 7h8v8",
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M12 5.2a.4.4 0 1 0 0 .8.4.4 0 0 0 0-.8Zm0 6.4a.4.4 0 1 0 0 .8.4.4 0 0 0 0-.8Zm0 6.4a.4.4 0 1 0 0 .8.4.4 0 0 0 0-.8Z",
  pay: "M3 6.5h18v11H3v-11Zm0 3.5h18M7 14h3",
  pin: "m9 4 6 0-.8 6 3.3 3.5h-11L9.8 10 9 4Zm3 9.5V20",
  place:
    "M12 21c4.5-4.7 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2 6.3 6.5 11Zm0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  react:
    "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM9 9.5v.5m6-.5v.5m-7 4c1 1.6 2.4 2.4 4 2.4s3-.8 4-2.4",
  reply: "M10 6 4 12l6 6v-4c4.5 0 7.5 1.2 10 4.5-.5-5-3-8.5-10-8.5V6Z",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm5 11.5L20.5 20.5",
  send: "M4 11.3 19.5 4.5c.6-.3 1.2.3 1 .9l-4.3 14.2c-.2.6-1 .7-1.3.2L11.5 14 4 12.6c-.7-.1-.7-1 0-1.3ZM11.5 14l3.5-4",
  stop: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM6 6l12 12",
  trash: "M5 7h14M9.5 7V4h5v3M7 7l1 13h8l1-13m-7 3.5v6m4-6v6",
};

/** Creates an icon, hidden from assistive technology: its button has the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Replaces the children by nodes, texts, lists of them, or nothing. */
export function fill(node, ...children) {
  const real = (child) => child !== null && child !== undefined && child !== false;
  node.replaceChildren(...children.flat(Infinity).filter(real));
  return node;
}

/** Replaces the children only if `mark` (any JSON value) has changed, which avoids flicker and lost focus. */
export function fillOnce(node, mark, make) {
  const text = JSON.stringify(mark) ?? "";
  if (node.drawn === text) return;
  node.drawn = text;
  fill(node, make());
}
