// The page's state. Only app.js writes it.

import { el, icon } from "./dom.js";
import { hueOf, initialsOf, nameOf } from "./format.js";

export const state = {
  viewer: null, // id of the person that this page belongs to
  chat: null, // id of the open chat (a bot's id for a private chat)
  people: [],
  bots: [],
  chats: [],
  dialogs: [],
  view: null, // the open chat as its viewer sees it
  skew: 0, // seconds from the browser's clock to the sandbox's
  frozen: null, // the sandbox's time while its clock is frozen
};

export const now = () => state.frozen ?? Date.now() / 1000 + state.skew;
export const isBot = (id) => state.bots.some((bot) => bot.id === id);
export const personOf = (id) => state.people.find((person) => person.id === id);
export const me = () => personOf(state.viewer);
export const dialogOf = (id) => state.dialogs.find((dialog) => dialog.chat.id === id);

/** The person, bot or chat with this id. */
export const anyone = (id) =>
  personOf(id) ??
  state.bots.find((bot) => bot.id === id) ??
  state.chats.find((chat) => chat.id === id) ??
  dialogOf(id)?.chat;

export function byUsername(username) {
  const wanted = username.replace(/^@/, "").toLowerCase();
  return [...state.bots, ...state.chats, ...state.people].find(
    (one) => one.username?.toLowerCase() === wanted,
  );
}

/** The address of a chat as a person sees it, which survives reloads. */
export const hrefOf = (viewer, chat) =>
  `#/${viewer ?? ""}${chat === null || chat === undefined ? "" : `/${chat}`}`;
export const openChat = (chat) => {
  location.hash = hrefOf(state.viewer, chat);
};

export function avatar(who, size = "") {
  const signs = who?.is_bot || isBot(who?.id) ? icon("bot") : initialsOf(nameOf(who));
  return el("span", { class: `avatar hue-${hueOf(who?.id ?? 0)} ${size}`, "aria-hidden": "true" }, signs);
}
