// Turns text with entities into nodes. Offsets and lengths are in UTF-16 units, as in JavaScript's strings.

import { copy, send } from "./actions.js";
import { button, el, icon, iconButton } from "./dom.js";
import { follow, link } from "./links.js";
import { dayOf, nameOf, timeOf } from "./format.js";
import { now } from "./state.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const LONG_QUOTE = 180; // characters, about three lines

/** Nodes for `text`; entities may nest. */
export function formatted(text, entities = []) {
  const inner = [...entities]
    .filter((entity) => entity.length > 0 && entity.offset < text.length)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  return span(text, 0, text.length, inner);
}

function span(text, from, to, entities) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length;) {
    const outer = entities[i];
    const begin = Math.max(outer.offset, at);
    const end = Math.min(outer.offset + outer.length, to);
    let next = i + 1;
    while (next < entities.length && entities[next].offset < end) next += 1;
    if (begin > at) nodes.push(text.slice(at, begin));
    nodes.push(wrap(outer, text.slice(begin, end), span(text, begin, end, entities.slice(i + 1, next))));
    at = end;
    // A block ends its line, so the line break after it is left out.
    if (BLOCKS.has(outer.type) && text[at] === "\n" && at < to) at += 1;
    i = next;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function wrap(entity, text, content) {
  const tag = TAGS[entity.type];
  if (tag) return el(tag, {}, content);
  switch (entity.type) {
    case "spoiler":
      return spoiler(content);
    case "code":
      return el("code", { title: "Copy", onclick: () => copy(text) }, content);
    case "pre":
      return block(entity, text, content);
    case "blockquote":
      return el("blockquote", {}, content);
    case "expandable_blockquote":
      return text.length > LONG_QUOTE || text.split("\n").length > 3
        ? foldable(content)
        : el("blockquote", {}, content);
    case "text_link":
      return link(entity.url, content, true);
    case "url":
      return link(text, content);
    case "email":
      return link(`mailto:${text}`, content);
    case "phone_number":
      return link(`tel:${text.replace(/[^+\d]/g, "")}`, content);
    case "mention":
      return inner(() => follow(`https://t.me/${text.slice(1)}`), content);
    case "text_mention":
      return el("span", { class: "link", title: nameOf(entity.user) }, content);
    case "bot_command":
      return inner(() => send({ text }), content);
    case "hashtag":
    case "cashtag":
      return el("span", { class: "link" }, content);
    case "date_time":
      return el("span", { title: `${dayOf(entity.unix_time, now())}, ${timeOf(entity.unix_time)}` }, content);
    default:
      return el("span", {}, content);
  }
}

/** A link that acts on this page. */
function inner(act, content) {
  return el(
    "a",
    {
      class: "link",
      href: "#",
      onclick: (event) => {
        event.preventDefault();
        act();
      },
    },
    content,
  );
}

function spoiler(content) {
  const node = el("span", {
    class: "spoiler",
    role: "button",
    tabIndex: 0,
    label: "Hidden text",
    "data-testid": "spoiler",
  });
  const veil = el("span", { class: "veiled", "aria-hidden": "true" }, content);
  const reveal = (event) => {
    if (event.key && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    node.replaceWith(el("span", { class: "spoiler shown", testid: "spoiler" }, [...veil.childNodes]));
  };
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", reveal);
  node.append(veil);
  return node;
}

function foldable(content) {
  const quote = el("blockquote", { class: "folded" }, el("div", {}, content));
  const toggle = button(
    {
      class: "fold",
      label: "Show the whole quotation",
      "aria-expanded": "false",
      onclick: () => {
        const open = quote.classList.toggle("folded") === false;
        toggle.setAttribute("aria-expanded", String(open));
        toggle.setAttribute("aria-label", open ? "Fold the quotation" : "Show the whole quotation");
      },
    },
    icon("down"),
  );
  quote.append(toggle);
  return quote;
}

function block(entity, text, content) {
  const head = el(
    "div",
    { class: "pre-head" },
    el("span", {}, entity.language ?? "code"),
    iconButton("copy", "Copy the code", () => copy(text)),
  );
  return el("pre", {}, head, el("code", {}, content));
}

const JUMBO =
  /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}])*\s*){1,3}$/u;

/** Whether a text is one to three emoji, which Telegram shows large. */
export const isJumbo = (text, entities = []) => entities.length === 0 && text.length < 30 && JUMBO.test(text);
