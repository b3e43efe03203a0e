// Service messages: the grey lines about what happened in the chat.

import { moneyOf, nameOf } from "./format.js";
import { anyone, state } from "./state.js";

const who = (user) => (user?.id === state.viewer ? "You" : nameOf(user));
const whom = (user) => (user?.id === state.viewer ? "you" : nameOf(user));
const shared = (what) => `You shared ${what.join(", ")} with ${nameOf(state.view?.chat)}`;
const names = (users) => users.map(whom).join(", ");

const LINES = {
  new_chat_members: (it, by) => {
    const self = it.new_chat_members.length === 1 && it.new_chat_members[0].id === it.from?.id;
    return self ? `${by} joined the group` : `${by} added ${names(it.new_chat_members)}`;
  },
  left_chat_member: (it, by) =>
    it.left_chat_member.id === it.from?.id
      ? `${by} left the group`
      : `${by} removed ${whom(it.left_chat_member)}`,
  new_chat_title: (it, by) => `${by} changed the name to «${it.new_chat_title}»`,
  new_chat_photo: (_, by) => `${by} changed the photo`,
  delete_chat_photo: (_, by) => `${by} removed the photo`,
  group_chat_created: (_, by) => `${by} created the group`,
  supergroup_chat_created: (_, by) => `${by} created the group`,
  channel_chat_created: () => "The channel was created",
  migrate_to_chat_id: () => "The group became a supergroup",
  migrate_from_chat_id: () => "The group became a supergroup",
  pinned_message: (it, by) => `${by} pinned ${quoteOf(it.pinned_message)}`,
  successful_payment: (it, by) =>
    `${by} paid ${moneyOf(it.successful_payment.total_amount, it.successful_payment.currency)}`,
  refunded_payment: (it) =>
    `${moneyOf(it.refunded_payment.total_amount, it.refunded_payment.currency)} came back`,
  write_access_allowed: () => "The bot may write now",
  users_shared: (it) => shared(it.users_shared.users.map(({ user_id: id }) => nameOf(anyone(id) ?? { id }))),
  chat_shared: ({ chat_shared: { chat_id: id } }) => shared([nameOf(anyone(id) ?? { id })]),
  message_auto_delete_timer_changed: (_, by) => `${by} changed the auto-delete timer`,
  forum_topic_created: (it, by) => `${by} created the topic «${it.forum_topic_created.name}»`,
  forum_topic_closed: (_, by) => `${by} closed the topic`,
  forum_topic_reopened: (_, by) => `${by} reopened the topic`,
  video_chat_started: (_, by) => `${by} started a video chat`,
  video_chat_ended: () => "The video chat ended",
};

/** The line of a service message, null for any other message. */
export function serviceLine(message) {
  const kind = Object.keys(LINES).find(
    (key) => message[key] !== undefined && message[key] !== null && message[key] !== false,
  );
  return kind
    ? LINES[kind](message, message.sender_chat ? nameOf(message.sender_chat) : who(message.from))
    : null;
}

const KINDS = {
  photo: "Photo",
  video: "Video",
  animation: "GIF",
  sticker: "Sticker",
  voice: "Voice message",
  video_note: "Video message",
  audio: "Audio",
  location: "Location",
  venue: "Venue",
  contact: "Contact",
  dice: "Dice",
  game: "Game",
  story: "Story",
};

/** Summarises a message in a few words, for quotations and notices. */
export function brief(message) {
  if (!message) return "Message";
  const text = message.text ?? message.caption;
  if (text) return text.replace(/\s+/g, " ");
  if (message.document) return message.document.file_name ?? "File";
  if (message.poll) return `Poll: ${message.poll.question}`;
  if (message.invoice) return `Invoice: ${message.invoice.title}`;
  const kind = Object.keys(KINDS).find((key) => message[key]);
  return kind ? KINDS[kind] : (serviceLine(message) ?? "Message");
}

function quoteOf(message) {
  const text = brief(message);
  return message?.text ? `«${text.length > 40 ? `${text.slice(0, 40)}…` : text}»` : `a message: ${text}`;
}
