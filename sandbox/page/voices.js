// In whose name the viewer writes in a group: their own, the group's, or a channel's of theirs.

import { button, el, fillOnce } from "./dom.js";
import { nameOf } from "./format.js";
import { openMenu } from "./menu.js";
import { avatar, state } from "./state.js";

const chosen = new Map(); // viewer and chat -> the id of a voice

const place = () => `${state.viewer} ${state.chat}`;
const voices = () => state.view?.voices ?? [];
const voice = () => voices().find((one) => one.id === chosen.get(place())) ?? voices()[0];

/** What a message says of it to the sandbox: nothing for one's usual voice. */
export function spoken() {
  const now = voice();
  if (!now || now === voices()[0]) return {};
  return { as: now.id === state.chat ? "anonymous" : now.id };
}

/** How a voice is called: the group's own hides who of its administrators speaks. */
const called = (one) => (one.id === state.chat ? `${nameOf(one)}, anonymously` : nameOf(one));

/** The button beside the field, where there is a choice; `changed` is called after another was chosen. */
export function makeVoices(changed) {
  const node = el("div", { class: "voice", hidden: true });

  function choose(anchor) {
    openMenu(
      anchor,
      voices().map((one) => ({
        label: called(one),
        sign: one === voice() ? "check" : "group",
        run: () => {
          chosen.set(place(), one.id);
          changed();
        },
      })),
    );
  }

  function update() {
    node.hidden = voices().length < 2;
    fillOnce(node, node.hidden ? null : [place(), voices(), voice()], () =>
      node.hidden
        ? []
        : button(
            {
              class: "plain",
              testid: "voice",
              label: `Write as ${called(voice())}`,
              title: `Write as ${called(voice())}`,
              onclick: (event) => choose(event.currentTarget),
            },
            avatar(voice(), "tiny"),
          ),
    );
  }

  return { node, update };
}
