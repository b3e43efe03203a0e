// A small menu beside the element that opened it.

import { button, el, icon } from "./dom.js";

let shut = () => {};

/** Opens a menu at `anchor` (an element or {x, y}); items are {label, sign, kind?, run} or falsy. */
export function openMenu(anchor, items) {
  shut();
  const before = document.activeElement;
  const close = () => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", close);
    shut = () => {};
    before?.focus?.({ preventScroll: true });
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close();
  };
  const menu = el(
    "div",
    { class: "menu", role: "menu" },
    items.filter(Boolean).map((item) =>
      button(
        {
          role: "menuitem",
          class: item.kind ?? "",
          onclick: () => {
            close();
            item.run();
          },
        },
        item.sign && icon(item.sign),
        item.label,
      ),
    ),
  );
  menu.addEventListener("keydown", (event) => {
    const entries = [...menu.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (step) entries.at((entries.indexOf(document.activeElement) + step) % entries.length).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.body.append(menu);
  place(menu, anchor);
  menu.firstChild.focus({ preventScroll: true });
  document.addEventListener("pointerdown", outside, true);
  addEventListener("resize", close);
  shut = close;
}

function place(menu, anchor) {
  const box = anchor.getBoundingClientRect?.() ?? {
    left: anchor.x,
    right: anchor.x,
    top: anchor.y,
    bottom: anchor.y,
  };
  const { width, height } = menu.getBoundingClientRect();
  const left = box.left + width > innerWidth - 8 ? box.right - width : box.left;
  const top = box.bottom + height > innerHeight - 8 ? box.top - height : box.bottom + 4;
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${Math.max(8, top)}px`;
}
