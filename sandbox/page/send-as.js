// Telegram's «send as»: the name under which the viewer writes in a group.

import { button, el, fillOnce } from "./dom.js";
import { nameOf } from "./format.js";
import { openMenu } from "./menu.js";
import { avatar, state } from "./state.js";

const chosen = new Map(); // viewer and chat -> the id of the chosen name

const place = () => `${state.viewer} ${state.chat}`;
const options = () => state.view?.send_as ?? [];
const current = () => options().find((one) => one.id === chosen.get(place())) ?? options()[0];

/** The field `as` of a message, left out for the default name. */
export function sendAsField() {
  const now = current();
  if (!now || now === options()[0]) return {};
  return { as: now.id === state.chat ? "anonymous" : now.id };
}

const titleOf = (one) => (one.id === state.chat ? `${nameOf(one)}, anonymously` : nameOf(one));

/** The button beside the input, shown if there is a choice; `changed` is called after a choice. */
export function makeSendAs(changed) {
  const node = el("div", { class: "send-as", hidden: true });

  function choose(anchor) {
    openMenu(
      anchor,
      options().map((one) => ({
        label: titleOf(one),
        sign: one === current() ? "check" : "group",
        run: () => {
          chosen.set(place(), one.id);
          changed();
        },
      })),
    );
  }

  function update() {
    node.hidden = options().length < 2;
    fillOnce(node, node.hidden ? null : [place(), options(), current()], () => {
      if (node.hidden) return [];
      const label = `Write as ${titleOf(current())}`;
      const onclick = (event) => choose(event.currentTarget);
      return button({ class: "plain", testid: "send-as", label, title: label, onclick }, avatar(current(), "tiny"));
    });
  }

  return { node, update };
}
