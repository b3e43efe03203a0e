// Follows links: Telegram's own inside the sandbox, all others only after a confirmation.

import { post } from "./api.js";
import { button, buttonRow, el } from "./dom.js";
import { ask, attempt, toast } from "./notices.js";
import { anyone, byUsername, isBot, openChat, state } from "./state.js";

const OUTSIDE = new Set(["http:", "https:", "mailto:", "tel:"]);
const TELEGRAM = new Set(["t.me", "telegram.me", "telegram.dog"]);

function parse(address) {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);
  } catch {
    return null;
  }
}

/** Returns a function that follows a link to Telegram, null for any other link. */
function inside(url) {
  if (url.protocol === "tg:") {
    const kind = url.host || url.pathname.replace(/^\/+/, "");
    if (kind === "resolve") return visit(url.searchParams.get("domain") ?? "", url.searchParams);
    if (kind === "user") return () => meet(Number(url.searchParams.get("id")));
    if (kind === "join")
      return () => attempt(enter({ link: `https://t.me/+${url.searchParams.get("invite")}` }));
    return () => toast("The sandbox doesn't know this link");
  }
  if (!TELEGRAM.has(url.hostname.replace(/^www\./, ""))) return null;
  const [first = "", second = ""] = url.pathname.split("/").filter(Boolean);
  if (first.startsWith("+") || first === "joinchat") return () => attempt(enter({ link: url.href }));
  if (first === "c" && second) return () => meet(Number(`-100${second}`));
  return byUsername(first) ? visit(first, url.searchParams) : null;
}

function visit(username, query) {
  return async () => {
    const who = byUsername(username);
    if (!who) toast(`Nobody here is called @${username}`);
    else if (isBot(who.id) && query.has("start")) {
      openChat(who.id);
      await attempt(
        post("/start", { from: state.viewer, bot: who.id, payload: query.get("start") || undefined }),
      );
    } else meet(who.id);
  };
}

function meet(id) {
  if (state.dialogs.some((dialog) => dialog.chat.id === id)) openChat(id);
  else
    toast(
      anyone(id)
        ? "People write to the bot and in groups here, not to each other"
        : "Nobody here has this address",
    );
}

/** Joins a chat by `link` or by the id `chat`; with `request` an administrator has to approve. */
export async function enter(where) {
  const done = await post("/join", { from: state.viewer, ...where });
  toast(done.status === "requested" ? "The administrators have your request" : "You are in");
  if (done.chat) openChat(done.chat);
  return done;
}

/** Follows a link, after a confirmation if it leaves the sandbox. */
export async function follow(address) {
  const url = parse(address);
  const known = url && inside(url);
  if (known) return known();
  if (!url || !OUTSIDE.has(url.protocol)) return toast("The sandbox doesn't follow this link", "bad");
  return ask({ testid: "confirm", label: "Open this link?", class: "small" }, (close) => [
    el("h2", {}, "Open this link?"),
    el("p", { class: "address" }, address),
    buttonRow(
      button({ class: "flat", onclick: () => close() }, "Cancel"),
      el(
        "a",
        {
          class: "flat",
          href: url.href,
          target: "_blank",
          rel: "noopener noreferrer",
          onclick: () => close(),
        },
        "Open",
      ),
    ),
  ]);
}

/** Asks for a link, such as one from an e-mail, and follows it. */
export async function askForLink() {
  const address = await ask({ label: "Open a link", testid: "link-form", class: "small" }, (close) => {
    const field = el("input", {
      name: "link",
      required: true,
      autofocus: true,
      autocomplete: "off",
      placeholder: "t.me/…",
      "aria-label": "Link",
    });
    return el(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          close(field.value.trim());
        },
      },
      el("h2", {}, "Open a link"),
      el("label", { class: "field" }, field),
      buttonRow(
        button({ class: "flat", onclick: () => close() }, "Cancel"),
        el("button", { class: "main", type: "submit" }, "Open"),
      ),
    );
  });
  if (address) await follow(address);
}

/** Creates a link. Its href is real if the browser may follow it, so that it can be copied. */
export function link(address, content, hidden = false) {
  const url = parse(address);
  const known = url && inside(url);
  const safe = url && (OUTSIDE.has(url.protocol) || known);
  const node = el(
    "a",
    { class: "link", href: safe ? url.href : "#", target: "_blank", rel: "noopener noreferrer" },
    content,
  );
  node.addEventListener("click", (event) => {
    if (!known && !hidden && safe) return;
    event.preventDefault();
    follow(address);
  });
  return node;
}
