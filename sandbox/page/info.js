// Details of the open chat: members, join requests and links; or the bot's description.

import { copy, makeLink, settle } from "./actions.js";
import { get } from "./api.js";
import { button, buttonRow, el, icon, iconButton, titled } from "./dom.js";
import { nameOf, timeOf, dayOf } from "./format.js";
import { actsOn, showActs } from "./members.js";
import { ask } from "./notices.js";
import { avatar, isBot, now, state } from "./state.js";

const RANKS = {
  creator: "owner",
  administrator: "administrator",
  restricted: "restricted",
  kicked: "removed",
  left: "left",
};

function personRow(user, note, more) {
  return el("div", { class: "person" }, avatar(user), titled(nameOf(user), note), more);
}

function requestButtons(user, close) {
  const act = (approved) => async () => {
    close();
    await settle(user.id, approved);
  };
  return [
    iconButton("check", `Let in ${nameOf(user)}`, act(true), { class: "round" }),
    iconButton("close", `Turn away ${nameOf(user)}`, act(false)),
  ];
}

/** The button that opens the actions on a member, if there are any. */
function manage(member, close) {
  if (actsOn(member).length === 0) return null;
  const act = async () => {
    close();
    await showActs(member);
  };
  return iconButton("more", `Manage ${nameOf(member.user)}`, act);
}

/** The buttons that create links, for those who may; the window reopens with the new link. */
function linkMakers({ member }, close) {
  if (member?.status !== "creator" && !member?.can_invite_users) return null;
  const make = (request) => async () => {
    if (!(await makeLink(request))) return;
    close();
    await showInfo(await get(`/view/${state.viewer}/${state.chat}`));
  };
  return el(
    "div",
    { class: "row" },
    button({ class: "flat", onclick: make(false) }, icon("add"), "New link"),
    button({ class: "flat", onclick: make(true) }, icon("add"), "Link that asks"),
  );
}

function memberNote(member) {
  const words = [
    member.custom_title || RANKS[member.status],
    member.is_anonymous && "anonymous",
    member.user.username && `@${member.user.username}`,
  ];
  return words.filter(Boolean).join(" · ") || "member";
}

function linkRow(it) {
  const notes = [
    it.name,
    it.creates_join_request ? "asks the administrators" : "lets in at once",
    it.is_revoked && "revoked",
    it.member_limit && `for ${it.member_limit}`,
    it.expire_date && `until ${dayOf(it.expire_date, now())}, ${timeOf(it.expire_date)}`,
  ];
  return el(
    "div",
    { class: `person ${it.is_revoked ? "faded" : ""}` },
    el("span", { class: "file-sign" }, icon("link")),
    titled(it.invite_link.replace(/^https?:\/\//, ""), notes.filter(Boolean).join(" · ")),
    iconButton("copy", "Copy the link", () => copy(it.invite_link, "Link copied")),
  );
}

const section = (title, rows) =>
  rows.length > 0 && [el("h3", {}, title), el("div", { class: "people" }, rows)];

/** Opens the details of the chat in `view`. */
export function showInfo(view) {
  const bot = isBot(state.chat) ? view.bot : null;
  const title = bot ? (bot.name ?? nameOf(view.chat)) : nameOf(view.chat);
  return ask({ class: "sheet", label: `About ${title}`, testid: "info" }, (close) => [
    el(
      "div",
      { class: "info-head" },
      avatar({ ...view.chat, is_bot: Boolean(bot) }, "huge"),
      el("h2", {}, title),
      el(
        "small",
        {},
        [bot?.username ?? view.chat.username].filter(Boolean).map((name) => `@${name} · `),
        `id ${view.chat.id}`,
      ),
    ),
    bot
      ? [
          el("p", {}, bot.short_description || bot.description || "The bot says nothing about itself."),
          bot.short_description && bot.description ? el("p", { class: "quiet" }, bot.description) : null,
        ]
      : view.chat.description
        ? el("p", {}, view.chat.description)
        : null,
    bot
      ? section(
          "Commands",
          (view.commands ?? []).map((it) =>
            el("div", { class: "person" }, titled(`/${it.command}`, it.description)),
          ),
        )
      : null,
    section(
      "Ask to join",
      (view.requests ?? []).map((it) =>
        personRow(it.user, `since ${dayOf(it.date, now())}, ${timeOf(it.date)}`, requestButtons(it.user, close)),
      ),
    ),
    bot
      ? null
      : section(
          "Members",
          (view.members ?? []).map((it) => personRow(it.user, memberNote(it), manage(it, close))),
        ),
    section("Invite links", (view.links ?? []).map(linkRow)),
    bot ? null : linkMakers(view, close),
    buttonRow(button({ class: "flat", onclick: () => close() }, "Close")),
  ]);
}
