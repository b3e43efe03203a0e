// Telegram's pickers, which open for the buttons `request_users` and `request_chat`.

import { offered, share } from "./actions.js";
import { button, buttonRow, el, icon, titled } from "./dom.js";
import { nameOf } from "./format.js";
import { ask } from "./notices.js";
import { anyone, avatar } from "./state.js";

const TITLES = { user: "Choose a user", bot: "Choose a bot", chat: "Choose a group", channel: "Choose a channel" };

function titleOf(key, most) {
  if (key.request_chat) return TITLES[key.request_chat.chat_is_channel ? "channel" : "chat"];
  const title = TITLES[key.request_users.user_is_bot ? "bot" : "user"];
  return most > 1 ? `${title.replace(" a ", " ")}s` : title;
}

const noteOf = (one) => (one?.username ? `@${one.username}` : one?.type ? one.type : "no username");

/** Lets the viewer pick what the button `key` asks for, and shares it unless they cancel. */
export async function pickAndShare(key) {
  const { request_id } = key.request_users ?? key.request_chat;
  const offer = await offered(request_id);
  if (!offer) return;
  const chosen = await choose(key, [...offer.users, ...offer.chats], offer.most);
  if (!chosen) return;
  await share(key.request_chat ? { request_id, picked: chosen[0] } : { request_id, users: chosen });
}

/** Asks for one id, chosen by a tap, or for several, ticked and confirmed by a button. */
function choose(key, ids, most) {
  const title = titleOf(key, most);
  return ask({ class: "sheet", label: title, testid: "picker" }, (close) => {
    const picked = new Set();
    const count = el("span", { class: "quiet" });
    const done = button({ class: "main", onclick: () => close([...picked]) }, "Share");
    const rows = ids.map((id) => {
      const one = anyone(id) ?? { id };
      const row = button(
        {
          class: "person",
          "aria-pressed": most > 1 ? "false" : null,
          onclick: () => {
            if (most === 1) return close([id]);
            if (!picked.delete(id)) picked.add(id);
            tick();
          },
        },
        avatar(one),
        titled(nameOf(one), noteOf(one)),
        most > 1 ? icon("check") : null,
      );
      return { id, row };
    });
    const tick = () => {
      count.textContent = `${picked.size} of ${most}`;
      done.disabled = picked.size === 0;
      for (const { id, row } of rows) {
        row.setAttribute("aria-pressed", String(picked.has(id)));
        row.disabled = picked.size === most && !picked.has(id);
      }
    };
    if (most > 1) tick();
    return [
      el("h2", {}, title),
      rows.length
        ? el("div", { class: "people" }, rows.map(({ row }) => row))
        : el("p", { class: "quiet" }, "There is nobody and nothing here that fits."),
      buttonRow(
        most > 1 ? count : null,
        button({ class: "flat", onclick: () => close() }, "Cancel"),
        most > 1 ? done : null,
      ),
    ];
  });
}
