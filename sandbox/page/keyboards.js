// Keyboards under messages (inline) and under the composer (reply).

import { copy, pay, send, shareContact, tap } from "./actions.js";
import { button, el, icon } from "./dom.js";
import { follow } from "./links.js";
import { toast } from "./notices.js";
import { pickAndShare } from "./picker.js";

const SIGNS = [
  ["url", "link"],
  ["login_url", "link"],
  ["copy_text", "copy"],
  ["pay", "pay"],
  ["web_app", "bot"],
];

/** Creates the rows of an inline keyboard; `insert` puts a text into the composer. */
export function inlineKeyboard(message, insert) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el(
    "div",
    { class: "keys" },
    rows.map((row, at) =>
      el(
        "div",
        { class: "key-row" },
        row.map((key, col) => inlineKey(message, key, at, col, insert)),
      ),
    ),
  );
}

function inlineKey(message, key, row, col, insert) {
  const sign = SIGNS.find(([field]) => key[field])?.[1];
  const pressed = button(
    {
      class: `key ${key.style ? `key-${key.style}` : ""}`,
      "data-key": `${row}:${col}`,
      onclick: () => press(),
    },
    el("span", {}, key.text),
    sign && icon(sign),
  );
  const press = () => {
    if (key.callback_data !== undefined || key.callback_game)
      return tap(message.message_id, row, col, pressed);
    if (key.url ?? key.login_url?.url) return follow(key.url ?? key.login_url.url);
    if (key.copy_text) return copy(key.copy_text.text, "Copied");
    if (key.pay) return pay(message.message_id);
    if (key.switch_inline_query_current_chat !== undefined)
      return insert(key.switch_inline_query_current_chat);
    return toast("Telegram does this outside the chat; the sandbox doesn't", "bad");
  };
  return pressed;
}

/** Creates the rows of a reply keyboard; `pressed` is called after each press. */
export function replyKeyboard(keyboard, pressed) {
  return keyboard.keyboard.map((row) =>
    el(
      "div",
      { class: "key-row" },
      row.map((it) => {
        const key = typeof it === "string" ? { text: it } : it;
        const act = async () => {
          if (key.request_users || key.request_chat) return pickAndShare(key); // a cancelled choice keeps the keyboard
          pressed();
          if (key.request_contact) await shareContact();
          else if (key.request_location)
            await send({ location: { latitude: 55.75222, longitude: 37.61556 } });
          else if (
            key.web_app ||
            key.request_poll ||
            key.request_managed_bot
          ) {
            toast("The sandbox doesn't show this part of Telegram", "bad");
          } else await send({ text: key.text });
        };
        return button({ class: `reply-key ${key.style ? `key-${key.style}` : ""}`, onclick: act }, key.text);
      }),
    ),
  );
}
