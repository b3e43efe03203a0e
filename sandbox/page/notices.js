// Toasts, and dialogs that wait for an answer.

import { button, buttonRow, el, fill } from "./dom.js";

const TOAST_MS = 3500;

export function toast(text, kind = "") {
  const note = el("div", { class: `toast ${kind}`, testid: "toast" }, text);
  const shown = document.getElementById("toasts");
  for (const old of shown.querySelectorAll(".toast:not(.bad)")) old.remove(); // one at a time, as in Telegram
  shown.append(note);
  setTimeout(() => note.remove(), TOAST_MS + text.length * 30);
}

export const forgetToasts = () => document.getElementById("toasts").replaceChildren();

/** Opens a dialog, closed by Esc, its backdrop or `close()`. Resolves to the value given to `close`, or null. */
export function ask(props, make) {
  return new Promise((resolve) => {
    const dialog = el("dialog", { ...props, class: `window ${props.class ?? ""}` });
    let answer = null;
    const close = (value = null) => {
      answer = value;
      dialog.close();
    };
    fill(dialog, make(close));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Shows a callback answer with `show_alert`. */
export const alert = (title, text) =>
  ask({ testid: "alert", role: "alertdialog", label: title, class: "small" }, (close) => [
    el("h2", {}, title),
    el("p", {}, text),
    buttonRow(
      button({ class: "flat", onclick: () => close(true), autofocus: true }, "OK"),
    ),
  ]);

export const confirm = (title, text, yes, kind = "") =>
  ask({ testid: "confirm", label: title, class: "small" }, (close) => [
    el("h2", {}, title),
    el("p", {}, text),
    buttonRow(
      button({ class: "flat", onclick: () => close() }, "Cancel"),
      button({ class: `flat ${kind}`, onclick: () => close(true), autofocus: true }, yes),
    ),
  ]);

/** Awaits an action; a refusal is shown as a toast and gives null. */
export async function attempt(doing) {
  try {
    return await doing;
  } catch (problem) {
    toast(problem.message, "bad");
    return null;
  }
}
