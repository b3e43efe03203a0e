// The composer: text, commands, replies, edits, and the reply keyboard.

import { attachFiles } from "./attach.js";
import { edit, send } from "./actions.js";
import { button, el, fill, fillOnce, icon, iconButton } from "./dom.js";
import { nameOf } from "./format.js";
import { replyKeyboard } from "./keyboards.js";
import { brief } from "./service.js";
import { isMine, senderOf } from "./bubble.js";
import { isBot, state } from "./state.js";
import { makeSendAs } from "./send-as.js";

const LINES = 8;

/** The composer; `tools.show` scrolls to a message. */
export function makeComposer(tools) {
  let about = null; // {message, change: bool}: the message to reply to or to edit
  let folded = false; // the reply keyboard is hidden
  let suggested = []; // commands that match the input
  let chosen = -1;
  const drafts = new Map(); // chat -> text
  let drawn = null;

  const input = el("textarea", {
    testid: "composer",
    label: "Message",
    rows: 1,
    placeholder: "Message",
    enterkeyhint: "send",
  });
  const picker = el("input", {
    type: "file",
    multiple: true,
    hidden: true,
    testid: "file-input",
    "aria-label": "Files to send",
    onchange: () => {
      attach([...picker.files]);
      picker.value = "";
    },
  });
  const menu = button(
    {
      class: "menu-button",
      testid: "menu",
      label: "Menu",
      "aria-expanded": "false",
      onclick: () => (suggested.length && !input.value ? suggest([]) : suggest(commands())),
    },
    icon("menu"),
    el("span", {}, "Menu"),
  );
  const fold = () => {
    folded = !folded;
    update();
  };
  const keys = iconButton("keyboard", "Keyboard", fold, { "aria-expanded": "true" });
  const sendButton = iconButton("send", "Send", () => submit(), { class: "round main", testid: "send" });
  const sendAs = makeSendAs(() => {
    update();
    input.focus();
  });
  const aboutBar = el("div", { class: "about", hidden: true });
  const list = el("div", { class: "commands", role: "listbox", label: "Commands", hidden: true });
  const keyboard = el("div", { class: "reply-keyboard", testid: "reply-keyboard", hidden: true });
  const node = el(
    "div",
    { class: "composer" },
    list,
    aboutBar,
    el(
      "div",
      { class: "composer-row" },
      menu,
      sendAs.node,
      iconButton("attach", "Attach files", () => picker.click(), { testid: "attach", title: "Attach files" }),
      picker,
      input,
      keys,
      sendButton,
    ),
    keyboard,
  );

  const commands = () => state.view?.commands ?? [];
  const reply = () => (about && !about.change ? { reply_to: about.message.message_id } : {});

  function grow() {
    node.classList.toggle("written", input.value !== "");
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, LINES * 21 + 20)}px`;
    sendButton.classList.toggle("ready", input.value.trim() !== "");
  }

  function set(text) {
    input.value = text;
    grow();
    suggest(matching());
  }

  function matching() {
    const typed = /^\/([A-Za-z0-9_]*)$/.exec(input.value);
    return typed ? commands().filter((it) => it.command.startsWith(typed[1].toLowerCase())) : [];
  }

  function suggest(found, at = -1) {
    suggested = found;
    chosen = found.length ? at : -1;
    list.hidden = found.length === 0;
    menu.setAttribute("aria-expanded", String(found.length > 0));
    fill(
      list,
      found.map((it, index) =>
        el(
          "div",
          {
            role: "option",
            class: "command",
            "aria-selected": String(index === chosen),
            onclick: () => issue(it.command),
            onpointerdown: (event) => event.preventDefault(),
          },
          el("b", {}, `/${it.command}`),
          el("span", {}, it.description),
        ),
      ),
    );
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  async function issue(command) {
    set("");
    await send({ text: `/${command}` });
  }

  async function submit() {
    const text = input.value.trim();
    if (!text) return;
    const target = about;
    set("");
    turnTo(null);
    const done = target?.change
      ? await edit(target.message.message_id, text)
      : await send({ text, ...(target ? { reply_to: target.message.message_id } : {}) });
    if (!done && !input.value) set(text); // keep a refused text
  }

  async function attach(files) {
    if (files.length === 0) return;
    const sent = await attachFiles(files, { caption: input.value.trim(), ...reply() });
    if (!sent) return;
    set("");
    turnTo(null);
  }

  function turnTo(message, change = false) {
    if (about?.change && !change) set("");
    about = message ? { message, change } : null;
    aboutBar.hidden = !about;
    if (!about) return;
    fill(
      aboutBar,
      icon(change ? "edit" : "reply"),
      el(
        "a",
        {
          href: "#",
          onclick: (event) => {
            event.preventDefault();
            tools.show(message.message_id);
          },
        },
        el("b", {}, change ? "Edit message" : nameOf(senderOf(message))),
        el("span", {}, brief(message)),
      ),
      iconButton("close", change ? "Don't edit" : "Don't reply", () => turnTo(null)),
    );
    if (change) set(message.text ?? message.caption);
    input.focus();
  }

  const step = (by) =>
    suggest(suggested, (chosen + by + suggested.length + (chosen < 0 && by < 0 ? 1 : 0)) % suggested.length);

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = suggested.length > 0;
    if (event.key === "Enter" && !event.shiftKey) {
      if (open && chosen >= 0) issue(suggested[chosen].command);
      else submit();
    } else if (open && event.key === "ArrowDown") step(1);
    else if (open && event.key === "ArrowUp") step(-1);
    else if (open && event.key === "Tab" && !event.shiftKey)
      set(`/${suggested[Math.max(chosen, 0)].command}`);
    else if (event.key === "Escape" && open) suggest([]);
    else if (event.key === "Escape" && about) turnTo(null);
    else if (event.key === "ArrowUp" && input.value === "") {
      const last = state.view?.messages.filter((it) => isMine(it) && it.text).at(-1);
      if (!last) return;
      turnTo(last, true);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener("input", () => {
    grow();
    suggest(matching());
  });
  input.addEventListener("blur", () =>
    setTimeout(() => {
      if (!node.contains(document.activeElement)) suggest([]);
    }, 150),
  );
  input.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    attach(files);
  });

  /** Draws keyboard, commands and placeholder from the chat's view. */
  function update() {
    const view = state.view;
    const where = `${state.viewer} ${state.chat}`;
    if (where !== drawn) {
      if (drawn !== null) drafts.set(drawn, input.value);
      drawn = where;
      folded = false;
      turnTo(null);
      set(drafts.get(where) ?? "");
    }
    sendAs.update();
    menu.hidden = !isBot(state.chat) || commands().length === 0;
    const markup = view.keyboard;
    const rows = markup?.keyboard?.length ? markup : null;
    const forced = markup?.force_reply ? view.messages.filter((it) => !isMine(it)).at(-1) : null;
    if (forced && forced.message_id !== node.forced) turnTo(forced);
    node.forced = forced?.message_id;
    input.placeholder = markup?.input_field_placeholder || "Message";
    keys.hidden = !rows;
    keys.setAttribute("aria-expanded", String(!folded));
    fillOnce(keyboard, rows, () => {
      folded = false;
      return rows
        ? replyKeyboard(rows, () => {
            if (rows.one_time_keyboard) {
              folded = true;
              update();
            }
          })
        : [];
    });
    keyboard.hidden = !rows || folded;
    keyboard.classList.toggle("even", !rows?.resize_keyboard);
    grow();
  }

  return {
    node,
    update,
    attach,
    reply: (message) => turnTo(message),
    change: (message) => turnTo(message, true),
    insert: (text) => {
      set(`@${state.view?.bot?.username ?? ""} ${text}`);
      input.focus();
    },
    focus: () => input.focus({ preventScroll: true }),
  };
}
