// The viewer's actions. The sandbox tells all pages about the effects, so nothing is drawn here.

import { get, post, upload } from "./api.js";
import { alert, attempt, confirm, toast } from "./notices.js";
import { me, openChat, state } from "./state.js";
import { nameOf } from "./format.js";
import { enter, follow } from "./links.js";
import { sendAsField } from "./send-as.js";

const SPINNER_MS = 20_000;
const waiting = new Map(); // callback id -> the pressed button
const early = new Map(); // answers that arrived before the response to their tap

const here = (more) => ({ from: state.viewer, chat: state.chat, ...more });

export const send = (fields) => attempt(post("/send", here({ ...sendAsField(), ...fields })));
export const sendFiles = (fields, files) => attempt(upload(here({ ...sendAsField(), ...fields }), files));
export const edit = (message_id, text) => attempt(post("/edit", here({ message_id, text })));
export const remove = (message_id) => attempt(post("/delete", here({ message_id })));
export const pin = (message_id, pinned) => attempt(post("/pin", here({ message_id, pinned })));
export const react = (message_id, emoji) => attempt(post("/react", here({ message_id, emoji })));
export const vote = (message_id, options) => attempt(post("/vote", here({ message_id, options })));
export const offered = (request_id) =>
  attempt(get(`/share?${new URLSearchParams(here({ request_id }))}`));
export const share = (fields) => attempt(post("/share", here(fields)));
export const leave = () => attempt(post("/leave", here()));
export const block = () => attempt(post("/block", { from: state.viewer, bot: state.chat }));
export const unblock = () => attempt(post("/unblock", { from: state.viewer, bot: state.chat }));
export const moveClock = (seconds) => attempt(post("/clock", { advance: seconds }));
export const addPerson = (person) => post("/people", person);

/** Pays an invoice; the bot may refuse. */
export async function pay(message_id) {
  const done = await attempt(post("/pay", here({ message_id })));
  if (done?.ok === false) await alert("Payment failed", done.error);
}

export async function start(bot, payload) {
  openChat(bot);
  return attempt(post("/start", { from: state.viewer, bot, payload: payload || undefined }));
}

/** Joins the open chat, or asks its administrators to. */
export const join = (request) => attempt(enter({ chat: state.chat, request: request || undefined }));

/** As an administrator of the open chat, changes somebody's membership. */
export const setMember = (user, status, how) =>
  attempt(post(`/chats/${state.chat}/members`, { user, status, by: state.viewer, ...how }));

/** As an administrator of the open chat, approves or declines a join request. */
export const settle = (user, approved) => setMember(user, approved ? "member" : "left");

/** Creates an invite link to the open chat; with `request` an administrator has to approve. */
export const makeLink = (request) => attempt(post("/links", here({ request })));

export async function shareContact() {
  const person = me();
  const bot = nameOf(state.view?.chat);
  const phone = person.phone ? `+${String(person.phone).replace(/^\+/, "")}` : "your phone number";
  const agreed = await confirm(
    "Share your phone number?",
    `${bot} will see your name and ${phone}.`,
    "Share",
  );
  return agreed ? send({ contact: true }) : null;
}

/** Presses the inline button at row, col; it spins until the bot answers. */
export async function tap(message_id, row, col, pressed) {
  pressed.classList.add("waiting");
  const taken = await attempt(post("/tap", here({ message_id, row, col })));
  const id = taken?.callback_id;
  if (!id || taken.answer || early.has(id)) {
    pressed.classList.remove("waiting");
    if (id) await show(early.get(id) ?? taken.answer);
    early.delete(id);
    return;
  }
  waiting.set(id, pressed);
  setTimeout(() => {
    pressed.classList.remove("waiting");
    waiting.delete(id);
  }, SPINNER_MS);
}

/** Shows the answer to a callback query, unless it was asked on another page of the same person. */
export async function answered(answer) {
  if (answer.from !== undefined && answer.from !== state.viewer) return;
  const pressed = waiting.get(answer.callback_id);
  if (!pressed) {
    early.set(answer.callback_id, answer);
    setTimeout(() => early.delete(answer.callback_id), SPINNER_MS);
    return;
  }
  waiting.delete(answer.callback_id);
  pressed.classList.remove("waiting");
  await show(answer);
}

async function show(answer) {
  if (answer?.url) await follow(answer.url);
  else if (answer?.text && answer.show_alert) await alert(nameOf(state.view?.chat), answer.text);
  else if (answer?.text) toast(answer.text);
}

export async function copy(text, what = "Copied") {
  try {
    await navigator.clipboard.writeText(text);
    toast(what);
  } catch {
    toast("The browser doesn't let this page copy", "bad");
  }
}
