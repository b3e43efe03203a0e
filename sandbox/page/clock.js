// The sandbox's clock, and buttons that advance it.

import { moveClock } from "./actions.js";
import { button, el, icon } from "./dom.js";
import { clockOf } from "./format.js";
import { now, state } from "./state.js";

const STEPS = [
  ["clock-hour", "+ hour", "An hour ahead", 3600],
  ["clock-day", "+ day", "A day ahead", 86400],
  ["clock-week", "+ week", "A week ahead", 7 * 86400],
];

/** The clock below the list. Call `tick` when the time may have changed. */
export function makeClock() {
  const shown = el("time", { testid: "clock" });
  const tick = () => {
    const text = clockOf(now()) + (state.frozen === null ? "" : " · stopped");
    if (shown.textContent !== text) shown.textContent = text;
  };
  const node = el(
    "footer",
    { class: "clock" },
    el("span", { class: "clock-now", title: "The time in the sandbox" }, icon("clock"), shown),
    el(
      "span",
      { class: "clock-steps" },
      STEPS.map(([testid, text, label, seconds]) =>
        button({ class: "step", testid, label, title: label, onclick: () => moveClock(seconds) }, text),
      ),
    ),
  );
  setInterval(tick, 1000);
  return { node, tick };
}

/** Sets the time from {now, frozen?} of the control interface. */
export function setClock({ now: unix, frozen }) {
  state.skew = unix - Date.now() / 1000;
  state.frozen = frozen ? unix : null;
}
