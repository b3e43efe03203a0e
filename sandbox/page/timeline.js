// The messages of the open chat. A message that hasn't changed keeps its node, so nothing flickers.

import { bubble, isMine, rankOf, senderOf } from "./bubble.js";
import { el, iconButton } from "./dom.js";
import { dayKey, dayOf } from "./format.js";
import { serviceLine } from "./service.js";
import { now, state } from "./state.js";

const TOGETHER = 300; // seconds within which one sender's messages are grouped
const NEAR = 80; // pixels from the end that count as the end

/** Groups messages into days, service lines, bubbles and albums. */
function blocksOf(messages, named) {
  const blocks = [];
  let day = null;
  for (const message of messages) {
    if (dayKey(message.date) !== day) {
      day = dayKey(message.date);
      blocks.push({ kind: "day", key: `day ${day} ${message.message_id}`, text: dayOf(message.date, now()) });
    }
    const line = serviceLine(message);
    const before = blocks.at(-1);
    const albumGoesOn =
      message.media_group_id && before.messages?.[0].media_group_id === message.media_group_id;
    if (line)
      blocks.push({ kind: "service", key: `m${message.message_id}`, text: line, id: message.message_id });
    else if (albumGoesOn) before.messages.push(message);
    else
      blocks.push({
        kind: "bubble",
        key: `m${message.message_id}`,
        messages: [message],
        named,
        rank: named ? rankOf(message) : null,
      });
  }
  const close = (a, b) =>
    a?.kind === "bubble" &&
    b?.kind === "bubble" &&
    isMine(a.messages[0]) === isMine(b.messages[0]) &&
    senderOf(a.messages[0])?.id === senderOf(b.messages[0])?.id &&
    b.messages[0].date - a.messages.at(-1).date < TOGETHER;
  blocks.forEach((block, at) => {
    if (block.kind !== "bubble") return;
    block.first = !close(blocks[at - 1], block);
    block.last = !close(block, blocks[at + 1]);
  });
  return blocks;
}

function draw(block, tools) {
  if (block.kind === "day") return el("div", { class: "day" }, el("span", {}, block.text));
  if (block.kind === "service")
    return el(
      "div",
      { class: "service", id: block.key, testid: `message-${block.id}` },
      el("span", {}, block.text),
    );
  return bubble(block, tools);
}

/** The scrolling list of messages; `tools` are the actions of its messages. */
export function makeTimeline(tools) {
  const list = el("div", { class: "messages", role: "log", label: "Messages" });
  const box = el("div", { class: "timeline", tabIndex: -1, testid: "timeline" }, list);
  const scroll = () => scrollDown();
  const toEnd = iconButton("down", "To the newest message", scroll, { class: "to-end", hidden: true });
  let nodes = new Map(); // key -> {mark, node}
  let open = null; // which chat of which viewer is drawn
  let atEnd = true;

  const scrollDown = () => {
    box.scrollTop = box.scrollHeight;
  };
  const watch = () => {
    atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    toEnd.hidden = atEnd;
  };
  box.addEventListener("scroll", watch, { passive: true });
  // A loaded picture or an opened keyboard must not push the newest message out of view.
  const sizes = new ResizeObserver(() => {
    if (atEnd) scrollDown();
  });
  sizes.observe(box);
  sizes.observe(list);

  const show = (id) => {
    const node = document.getElementById(`m${id}`);
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.classList.remove("flash");
    requestAnimationFrame(() => node.classList.add("flash"));
  };

  function update(view) {
    const chat = `${state.viewer} ${state.chat}`;
    const fresh = chat !== open;
    if (fresh) {
      open = chat;
      nodes = new Map();
      list.replaceChildren();
    }
    const named =
      view.chat.type === "group" || view.chat.type === "supergroup" || view.chat.type === "channel";
    const next = new Map();
    let place = list.firstChild;
    let mineIsNew = false;
    for (const block of blocksOf(view.messages, named)) {
      const { first = false, last = false, ...content } = block;
      const mark = JSON.stringify(content);
      const known = nodes.get(block.key);
      let node = known?.node;
      if (!known || known.mark !== mark) {
        node = draw(block, { ...tools, show });
        if (!fresh && !known && block.kind !== "day") {
          node.classList.add("arriving");
          mineIsNew ||= block.kind === "bubble" && isMine(block.messages[0]);
        }
        if (known) {
          const key = known.node.contains(document.activeElement) && document.activeElement.dataset.key;
          if (place === known.node) place = known.node.nextSibling;
          known.node.remove();
          if (key)
            queueMicrotask(() => node.querySelector(`[data-key="${key}"]`)?.focus({ preventScroll: true }));
        }
      }
      // Name and picture depend on the neighbours; what was opened in the message stays open.
      node.classList.toggle("first", first);
      node.classList.toggle("last", last);
      if (node === place) place = place.nextSibling;
      else list.insertBefore(node, place);
      next.set(block.key, { mark, node });
    }
    for (const [key, { node }] of nodes) if (!next.has(key)) node.remove();
    nodes = next;
    if (fresh || mineIsNew) atEnd = true;
    if (atEnd) scrollDown();
    watch();
  }

  return { box, toEnd, update, show };
}
