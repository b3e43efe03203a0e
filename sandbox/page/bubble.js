// A message or an album, as Telegram shows it.

import { copy, pin, react, remove } from "./actions.js";
import { card, payButton } from "./cards.js";
import { button, el, iconButton } from "./dom.js";
import { formatted, isJumbo } from "./entities.js";
import { hueOf, nameOf, timeOf } from "./format.js";
import { inlineKeyboard } from "./keyboards.js";
import { medium } from "./media.js";
import { openMenu } from "./menu.js";
import { brief } from "./service.js";
import { avatar, state } from "./state.js";

const REACTIONS = ["👍", "❤", "🔥", "👏", "🎉", "😁", "🤔", "👎"];

/** The displayed sender: a chat, for messages of anonymous administrators and channels. */
export const senderOf = (message) => message.sender_chat ?? message.from ?? message.chat;

/** Whether the viewer wrote a message, under any name; in a channel everything counts as written by others. */
export const isMine = (message) => Boolean(message.mine) && state.view.chat.type !== "channel";

function origin(message) {
  const from = message.forward_origin;
  if (message.is_automatic_forward) return el("span", { class: "forwarded" }, "From the linked channel");
  if (!from) return null;
  const name = from.sender_user_name ?? nameOf(from.sender_user ?? from.sender_chat ?? from.chat);
  return el("span", { class: "forwarded" }, "Forwarded from ", el("b", {}, name));
}

function quotation(message, show) {
  const to = message.reply_to_message;
  if (!to) return null;
  return el(
    "a",
    {
      class: `quotation hue-${hueOf(senderOf(to)?.id)}`,
      href: "#",
      onclick: (event) => {
        event.preventDefault();
        show(to.message_id);
      },
    },
    el("b", {}, nameOf(senderOf(to))),
    el("span", {}, message.quote?.text ?? brief(to)),
  );
}

function meta(message) {
  const edited = message.edited ?? Boolean(message.edit_date);
  return el(
    "span",
    { class: "meta" },
    message.author_signature ? `${message.author_signature} · ` : null,
    edited ? el("span", { class: "edited" }, "edited ") : null,
    el("time", { title: new Date(message.date * 1000).toLocaleString("en-GB") }, timeOf(message.date)),
  );
}

function reactions(message) {
  const givers = new Map(); // emoji -> the people who reacted with it
  for (const { user, reaction } of message.reactions ?? []) {
    const emoji = reaction.emoji ?? "⭐";
    givers.set(emoji, [...(givers.get(emoji) ?? []), user]);
  }
  if (givers.size === 0) return null;
  return el(
    "div",
    { class: "reactions" },
    [...givers].map(([emoji, users]) => {
      const mine = users.some((user) => user.id === state.viewer);
      const names = users.map(nameOf).join(", ");
      return button(
        {
          class: `reaction ${mine ? "mine" : ""}`,
          label: `${emoji} ${users.length}`,
          title: names,
          "aria-pressed": String(mine),
          onclick: () => react(message.message_id, mine ? null : emoji),
        },
        emoji,
        el("span", {}, users.length),
      );
    }),
  );
}

function chooseReaction(message, anchor) {
  openMenu(
    anchor,
    REACTIONS.map((emoji) => ({ label: emoji, kind: "emoji", run: () => react(message.message_id, emoji) })),
  );
}

/** Whether the viewer has this right over others' messages, as everyone has in a private chat. */
function may(right) {
  const { chat, member } = state.view;
  return chat.type === "private" || member?.status === "creator" || Boolean(member?.[right]);
}

/** The menu of a message. `tools` are the timeline's: {reply, change, show, insert}. */
function actionsOf(message, tools, anchor) {
  const text = message.text ?? message.caption;
  const { mine } = message;
  const pinned = state.view.pinned?.message_id === message.message_id;
  return [
    state.view.can_write !== false && { label: "Reply", sign: "reply", run: () => tools.reply(message) },
    { label: "React", sign: "react", run: () => chooseReaction(message, anchor) },
    text && { label: "Copy text", sign: "copy", run: () => copy(text) },
    mine &&
      text &&
      !message.forward_origin && { label: "Edit", sign: "edit", run: () => tools.change(message) },
    may(state.view.chat.type === "channel" ? "can_edit_messages" : "can_pin_messages") && {
      label: pinned ? "Unpin" : "Pin",
      sign: "pin",
      run: () => pin(message.message_id, !pinned),
    },
    (mine || may("can_delete_messages")) && {
      label: "Delete",
      sign: "trash",
      kind: "bad",
      run: () => remove(message.message_id),
    },
  ];
}

function body(messages) {
  const [message] = messages;
  const said = messages.find((it) => it.caption) ?? message;
  const text = said.text ?? said.caption;
  const entities = said.entities ?? said.caption_entities;
  const media = messages.map((it) => medium(it)).filter(Boolean);
  const other = card(message);
  const unknown = !text && media.length === 0 && !other;
  const jumbo = message.text && isJumbo(message.text, message.entities);
  const words =
    text || unknown
      ? el(
          "div",
          { class: jumbo ? "text jumbo" : unknown ? "text unknown" : "text" },
          unknown ? "The sandbox's page can't show this message" : formatted(text, entities),
          meta(said),
        )
      : null;
  const wide = media.length > 0 && media.every((it) => it.wide);
  const shown =
    media.length > 1
      ? el(
          "div",
          { class: wide ? `album album-${Math.min(media.length, 10)}` : "files" },
          media.map((it, at) =>
            el(
              "div",
              { class: "album-item", testid: at ? `message-${messages[at].message_id}` : null },
              it.node,
            ),
          ),
        )
      : media[0]?.node;
  const bare = jumbo || message.dice || (media[0]?.bare && !text);
  const above = message.show_caption_above_media;
  const parts = [shown ?? other, words];
  return {
    kind: `${wide ? "wide" : ""} ${bare ? "bare" : ""} ${words ? "" : "wordless"}`,
    nodes: [above ? parts.reverse() : parts, reactions(message), words ? null : meta(message)],
  };
}

/** The title of an administrator, shown beside the name; null for others. */
export function rankOf(message) {
  if (message.sender_chat) return null;
  const member = state.view.members?.find((one) => one.user.id === message.from?.id);
  return member?.custom_title ?? { creator: "owner", administrator: "admin" }[member?.status] ?? null;
}

/** The node of one block of the timeline: `messages` (several are an album); `named` shows the sender. */
export function bubble({ messages, named, rank }, tools) {
  const [message] = messages;
  const mine = isMine(message);
  const sender = senderOf(message);
  const { kind, nodes } = body(messages);
  const name =
    named && (!mine || message.sender_chat)
      ? el("span", { class: `sender hue-${hueOf(sender.id)}` }, nameOf(sender), rank && el("small", { class: "rank" }, rank))
      : null;
  const act = () => openMenu(more, actionsOf(message, tools, more));
  const more = iconButton("more", "Message actions", act, { class: "more plain" });
  const keys = inlineKeyboard(message, tools.insert);
  const paying =
    message.invoice && !keys
      ? el("div", { class: "keys" }, el("div", { class: "key-row" }, payButton(message)))
      : null;
  const head = [name, origin(message), quotation(message, tools.show)];
  const box = el("div", { class: `bubble ${kind}` }, head, nodes);
  box.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, video, audio") || String(getSelection())) return;
    event.preventDefault();
    openMenu({ x: event.clientX, y: event.clientY }, actionsOf(message, tools, more));
  });
  box.addEventListener("dblclick", (event) => {
    if (!event.target.closest("a, button, .text, .spoiler")) tools.reply(message);
  });
  return el(
    "article",
    {
      class: `message ${mine ? "out" : "in"}`,
      testid: `message-${message.message_id}`,
      id: `m${message.message_id}`,
      label: `${mine ? "You" : nameOf(sender)}, ${timeOf(message.date)}`,
    },
    named && !mine ? el("span", { class: "face" }, avatar(sender)) : null,
    el("div", { class: "stack" }, box, keys ?? paying),
    more,
  );
}
