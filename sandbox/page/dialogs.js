// The list of chats.

import { el, fillOnce, icon } from "./dom.js";
import { briefly, nameOf } from "./format.js";
import { avatar, hrefOf, me, now, state } from "./state.js";

const SIGNS = { group: "group", supergroup: "group", channel: "channel" };
const OUTSIDE = new Set(["none", "left"]);

/** The node for a summary; the sandbox summarises a message without text as `[its kind]`. */
function spoken(text) {
  const kind = /^\[([a-z ]+)\]$/.exec(text)?.[1];
  return kind ? el("i", {}, kind[0].toUpperCase() + kind.slice(1)) : text.replace(/\s+/g, " ");
}

function lastOf(dialog) {
  const { last, kind, status } = dialog;
  if (kind !== "bot" && status === "kicked") return "You were removed";
  if (kind !== "bot" && OUTSIDE.has(status)) return "You aren't a member";
  if (kind !== "bot" && status === "requested") return "Your request waits";
  if (kind === "bot" && status === "kicked") return "You blocked this bot";
  if (!last) return kind === "bot" ? "Press Start" : "No messages yet";
  const by = SIGNS[kind] === "group" && last.from;
  return [by && el("b", {}, `${by === me()?.first_name ? "You" : by}: `), spoken(last.text ?? "")];
}

function row(dialog) {
  const { chat, kind, last, unread, requests } = dialog;
  const open = chat.id === state.chat;
  return el(
    "a",
    {
      class: `dialog ${open ? "open" : ""}`,
      href: hrefOf(state.viewer, chat.id),
      testid: `dialog-${chat.id}`,
      "aria-current": open ? "page" : null,
    },
    avatar({ ...chat, is_bot: kind === "bot" }),
    el(
      "span",
      { class: "dialog-text" },
      el(
        "span",
        { class: "dialog-top" },
        SIGNS[kind] && icon(SIGNS[kind]),
        el("b", { class: "dialog-name" }, nameOf(chat)),
        last && el("time", {}, briefly(last.date, now())),
      ),
      el(
        "span",
        { class: "dialog-bottom" },
        el("span", { class: "dialog-last" }, lastOf(dialog)),
        requests ? el("span", { class: "badge ask", title: "Join requests" }, `${requests} asking`) : null,
        unread && !(open && document.visibilityState === "visible")
          ? el("span", { class: "badge", title: "Unread" }, unread)
          : null,
      ),
    ),
  );
}

/** Draws the list into `nav` if anything in it has changed. */
export function showDialogs(nav) {
  const { dialogs, viewer, chat } = state;
  fillOnce(nav, [dialogs, viewer, chat, new Date(now() * 1000).toDateString()], () =>
    dialogs.length
      ? dialogs.map(row)
      : el(
          "p",
          { class: "empty" },
          viewer
            ? "No bots and no chats yet. Start the bot, or make a chat through the control interface."
            : "",
        ),
  );
}
