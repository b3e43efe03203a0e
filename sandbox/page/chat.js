// The open chat: header, messages and footer.

import { block, join, leave, start, unblock } from "./actions.js";
import { makeComposer } from "./composer.js";
import { button, el, fillOnce, icon, iconButton } from "./dom.js";
import { nameOf, plural } from "./format.js";
import { showInfo } from "./info.js";
import { openMenu } from "./menu.js";
import { confirm } from "./notices.js";
import { choosePerson } from "./people.js";
import { brief } from "./service.js";
import { avatar, dialogOf, hrefOf, isBot, me, state } from "./state.js";
import { makeTimeline } from "./timeline.js";

const TYPING_MS = 5000; // as long as Telegram shows a chat action
const OUTSIDE = new Set(["left", "kicked", "none"]);

const statusOf = (view) => view.member?.status ?? dialogOf(state.chat)?.status ?? "none";

function subtitle(view) {
  if (isBot(state.chat)) return view.blocked ? "you blocked this bot" : `bot · @${view.bot?.username ?? ""}`;
  const count = view.members?.filter((one) => !OUTSIDE.has(one.status) && one.is_member !== false).length;
  const kind = view.chat.type === "channel" ? ["subscriber", "subscribers"] : ["member", "members"];
  return count ? plural(count, ...kind) : view.chat.type;
}

function headMenu(view, anchor) {
  const bot = isBot(state.chat);
  const inside = !bot && !OUTSIDE.has(statusOf(view));
  openMenu(anchor, [
    { label: bot ? "About the bot" : "Members and links", sign: "info", run: () => showInfo(view) },
    bot &&
      view.started &&
      !view.blocked && { label: "Start again", sign: "send", run: () => start(state.chat) },
    bot && !view.blocked && { label: "Block the bot", sign: "stop", kind: "bad", run: () => block() },
    bot && view.blocked && { label: "Unblock the bot", sign: "check", run: () => unblock() },
    inside && {
      label: "Leave",
      sign: "leave",
      kind: "bad",
      run: async () => {
        if (await confirm("Leave?", `You leave «${nameOf(view.chat)}».`, "Leave", "bad")) await leave();
      },
    },
  ]);
}

/** What replaces the composer: buttons or a remark, or null if the viewer may write. */
function barInstead(view) {
  if (isBot(state.chat)) {
    if (view.blocked)
      return [button({ class: "wide-button", testid: "unblock", onclick: () => unblock() }, "Unblock")];
    if (!view.started)
      return [
        button({ class: "wide-button main", testid: "start", onclick: () => start(state.chat) }, "Start"),
      ];
    return null;
  }
  const status = statusOf(view);
  if (status === "kicked") return [el("p", { class: "remark" }, "You were removed from this chat")];
  if (OUTSIDE.has(status)) return doors(view);
  if (view.can_write === false) {
    return [
      el(
        "p",
        { class: "remark" },
        view.chat.type === "channel" ? "Only administrators write here" : "You can't write here now",
      ),
    ];
  }
  return null;
}

/** The buttons for joining a chat. */
function doors(view) {
  if (dialogOf(state.chat)?.status === "requested") {
    return [
      el("p", { class: "remark", testid: "asked" }, "Your request waits for the administrators"),
      button({ class: "flat", onclick: () => leave() }, "Take it back"),
    ];
  }
  const open = (view.chat.username || view.chat.type === "channel") && !view.chat.join_by_request;
  return [
    view.chat.join_by_request // a chat found by its name may be joined, unless it requires approval
      ? null
      : button(
          { class: `wide-button ${open ? "main" : ""}`, testid: "join", onclick: () => join(false) },
          "Join",
        ),
    button(
      { class: `wide-button ${open ? "" : "main"}`, testid: "ask-to-join", onclick: () => join(true) },
      "Ask to join",
    ),
  ];
}

function greeting(view) {
  const { bot } = view;
  return el(
    "div",
    { class: "greeting" },
    avatar({ ...view.chat, is_bot: isBot(state.chat) }, "huge"),
    el("b", {}, bot ? nameOf({ first_name: bot.name ?? bot.first_name, id: bot.id }) : nameOf(view.chat)),
    el("p", {}, bot ? bot.description || "Press Start to talk to the bot." : "No messages that you can see."),
  );
}

/** The column of the open chat. `update(view)` draws it; null means that no chat is open. */
export function makeChat(main) {
  const composer = makeComposer({ show: (id) => timeline.show(id) });
  const timeline = makeTimeline({ reply: composer.reply, change: composer.change, insert: composer.insert });
  const head = el("header", { class: "head" });
  const pinned = el("div", { class: "pinned-place" });
  const welcome = el("div", { class: "welcome" });
  const instead = el("div", { class: "instead" });
  const foot = el("footer", { class: "foot" }, instead, composer.node);
  const field = el("div", { class: "field-of-messages" }, timeline.box, welcome, timeline.toEnd);
  const none = el("div", { class: "no-chat" }, el("p", {}, "Choose a chat"));
  const drop = el(
    "div",
    { class: "drop", hidden: true },
    el("p", {}, icon("attach"), "Drop files to send them"),
  );
  main.append(none, head, pinned, field, foot, drop);
  const shown = [head, pinned, field, foot];
  let working = 0;
  watchDrop(main, drop, () => !composer.node.hidden && state.view, composer.attach);

  /** Shows the bot of a private chat as typing, for 5 seconds after each chat action. */
  function typing(bot) {
    if (bot !== state.chat) return;
    clearTimeout(working);
    main.classList.add("at-work");
    working = setTimeout(() => main.classList.remove("at-work"), TYPING_MS);
  }

  function update(view) {
    none.hidden = Boolean(view);
    for (const part of shown) part.hidden = !view;
    if (!view) return;
    fillOnce(
      head,
      [
        state.viewer,
        state.chat,
        view.chat,
        view.member,
        view.members?.length,
        view.started,
        view.blocked,
        view.bot,
        view.requests,
        state.people,
      ],
      () => [
        el(
          "a",
          { class: "back plain", href: hrefOf(state.viewer), "aria-label": "Back to the chats" },
          icon("back"),
        ),
        button(
          { class: "head-title", label: `About ${nameOf(view.chat)}`, onclick: () => showInfo(state.view) },
          avatar({ ...view.chat, is_bot: isBot(state.chat) }),
          el(
            "span",
            {},
            el("b", {}, nameOf(view.chat)),
            el("small", { class: "standing" }, subtitle(view)),
            el("small", { class: "typing" }, "typing…"),
          ),
        ),
        view.requests?.length && !OUTSIDE.has(statusOf(view))
          ? button(
              {
                class: "badge ask",
                label: plural(view.requests.length, "request to join", "requests to join"),
                onclick: () => showInfo(state.view),
              },
              String(view.requests.length),
              el("span", { class: "wide-only" }, "asking"),
            )
          : null,
        button(
          { class: "plain small-only", label: `I am ${nameOf(me())}: switch`, onclick: choosePerson },
          avatar(me(), "tiny"),
        ),
        iconButton("calls", "Raw calls", null, {
          class: "plain calls-toggle",
          title: "Raw calls",
          testid: "calls-toggle",
          "data-toggles": "calls",
        }),
        iconButton("more", "More", (event) => headMenu(state.view, event.currentTarget), { testid: "more" }),
      ],
    );
    const pin = view.pinned;
    fillOnce(pinned, pin, () =>
      pin
        ? el(
            "a",
            {
              class: "pinned",
              href: "#",
              testid: "pinned",
              onclick: (event) => {
                event.preventDefault();
                timeline.show(pin.message_id);
              },
            },
            icon("pin"),
            el("span", {}, el("b", {}, "Pinned message"), el("span", {}, brief(pin))),
          )
        : [],
    );
    const bar = barInstead(view);
    composer.node.hidden = Boolean(bar);
    instead.hidden = !bar;
    fillOnce(
      instead,
      bar && [
        state.viewer,
        state.chat,
        view.started,
        view.blocked,
        view.member,
        dialogOf(state.chat)?.status,
        view.can_write,
      ],
      () => bar ?? [],
    );
    composer.update();
    if (view.messages.at(-1)?.from?.is_bot) main.classList.remove("at-work");
    welcome.hidden = view.messages.length > 0;
    fillOnce(welcome, [view.chat, view.bot, view.messages.length > 0], () => greeting(view));
    timeline.update(view);
  }

  return { update, typing, focus: composer.focus };
}

function watchDrop(main, drop, welcome, take) {
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files") && welcome();
  main.addEventListener("dragenter", (event) => {
    if (carries(event)) drop.hidden = false;
  });
  main.addEventListener("dragover", (event) => {
    if (carries(event)) event.preventDefault();
  });
  main.addEventListener("dragleave", (event) => {
    if (!main.contains(event.relatedTarget)) drop.hidden = true;
  });
  main.addEventListener("drop", (event) => {
    drop.hidden = true;
    if (!carries(event)) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
}
