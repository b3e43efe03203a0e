// Messages without text or file: contacts, places, dice, polls, invoices.

import { pay, vote } from "./actions.js";
import { fileUrl } from "./api.js";
import { button, el, icon } from "./dom.js";
import { formatted } from "./entities.js";
import { moneyOf, nameOf, plural } from "./format.js";
import { avatar } from "./state.js";

/** The content of such a message: a node, or null for any other message. */
export function card(message) {
  if (message.contact) return contact(message.contact);
  if (message.venue) return place(message.venue.location, message.venue.title, message.venue.address);
  if (message.location) return place(message.location, "Location");
  if (message.dice) return dice(message.dice);
  if (message.poll) return poll(message.poll, message.message_id);
  if (message.invoice) return invoice(message);
  return null;
}

function contact(it) {
  const who = { id: it.user_id ?? 0, first_name: it.first_name, last_name: it.last_name };
  return el(
    "div",
    { class: "card contact" },
    avatar(who),
    el("span", {}, el("b", {}, nameOf(who)), el("small", {}, `+${it.phone_number.replace(/^\+/, "")}`)),
  );
}

function place(location, title, address) {
  const where = address ?? `${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}`;
  return el(
    "div",
    { class: "card place" },
    el("span", { class: "file-sign" }, icon("place")),
    el("span", {}, el("b", {}, title), el("small", {}, where)),
  );
}

function dice(it) {
  return el(
    "span",
    { class: "jumbo", role: "img", "aria-label": `${it.emoji} ${it.value}` },
    it.emoji,
    el("sub", {}, it.value),
  );
}

function poll(it, id) {
  const chosen = new Set(it.chosen ?? []);
  const told = chosen.size > 0 || it.is_closed;
  const kind = it.type === "quiz" ? "Quiz" : `${it.is_anonymous ? "Anonymous" : "Public"} poll`;
  const right = new Set(
    it.correct_option_ids ?? (it.correct_option_id === undefined ? [] : [it.correct_option_id]),
  );
  const picked = new Set();
  const submit = button({ class: "poll-vote", disabled: true, onclick: () => vote(id, [...picked]) }, "Vote");
  const options = it.options.map((option, index) => {
    const text = formatted(option.text, option.text_entities);
    if (told) {
      const share = it.total_voter_count ? Math.round((option.voter_count / it.total_voter_count) * 100) : 0;
      const bar = el("span", { class: "poll-bar" });
      bar.style.setProperty("--share", `${share}%`);
      const mark = right.has(index) ? "right" : chosen.has(index) ? (right.size ? "wrong" : "mine") : "";
      return el(
        "div",
        { class: `poll-option told ${mark}` },
        el("span", { class: "poll-share" }, `${share}%`),
        el("span", { class: "poll-text" }, text, bar),
      );
    }
    const act = () => {
      if (!it.allows_multiple_answers) return vote(id, [index]);
      if (!picked.delete(index)) picked.add(index);
      row.setAttribute("aria-pressed", String(picked.has(index)));
      submit.disabled = picked.size === 0;
    };
    const row = button(
      { class: "poll-option", "aria-pressed": it.allows_multiple_answers ? "false" : null, onclick: act },
      el("span", { class: it.allows_multiple_answers ? "box" : "ring" }),
      el("span", { class: "poll-text" }, text),
    );
    return row;
  });
  const votes = it.total_voter_count ? plural(it.total_voter_count, "vote", "votes") : "No votes yet";
  const revocable = chosen.size > 0 && !it.is_closed && it.allows_revoting;
  return el(
    "div",
    { class: "poll" },
    el("b", {}, formatted(it.question, it.question_entities)),
    el("small", {}, it.is_closed ? "Final results" : kind),
    options,
    told && it.explanation
      ? el("p", { class: "poll-why" }, formatted(it.explanation, it.explanation_entities))
      : null,
    !told && it.allows_multiple_answers ? submit : null,
    el(
      "small",
      { class: "poll-foot" },
      votes,
      revocable ? button({ class: "plain-link", onclick: () => vote(id, []) }, "Retract vote") : null,
    ),
  );
}

function invoice(message) {
  const { title, description, currency, total_amount: total } = message.invoice;
  const picture = message.invoice.photo?.at?.(-1);
  return el(
    "div",
    { class: "invoice" },
    picture ? el("img", { src: fileUrl(picture.file_id), alt: "" }) : null,
    el("b", {}, title),
    el("p", {}, description),
    el("span", { class: "price" }, moneyOf(total, currency), el("small", {}, "INVOICE")),
  );
}

/** The button that Telegram adds to an invoice without a keyboard. */
export function payButton(message) {
  const { currency, total_amount: total } = message.invoice;
  return button(
    { class: "key", onclick: () => pay(message.message_id) },
    `Pay ${moneyOf(total, currency)}`,
    icon("pay"),
  );
}
