// Assembles the page and keeps it current: reads the address, listens to the sandbox, draws.

import { answered } from "./actions.js";
import { follow, get, post } from "./api.js";
import { makeCalls } from "./calls.js";
import { makeChat } from "./chat.js";
import { makeClock, setClock } from "./clock.js";
import { showDialogs } from "./dialogs.js";
import { button, el, icon } from "./dom.js";
import { nameOf } from "./format.js";
import { askForLink } from "./links.js";
import { forgetToasts } from "./notices.js";
import { askForPerson, showSwitch } from "./people.js";
import { dialogOf, hrefOf, personOf, state } from "./state.js";

const app = document.getElementById("app");
const pane = document.getElementById("calls");
const side = document.getElementById("side");
const wide = matchMedia("(min-width: 760px)");
const roomy = matchMedia("(min-width: 1180px)");
const PANE = "artel-sandbox-calls";

const header = el("header", { class: "me" });
const nav = el("nav", { class: "dialogs", label: "Chats" });
const lost = el(
  "p",
  { class: "lost", role: "status", hidden: true },
  "The sandbox is away; the page waits for it",
);
const nobody = el(
  "div",
  { class: "nobody", hidden: true },
  el("p", {}, "There is nobody here yet. Add a person and be them."),
  button({ class: "main", onclick: askForPerson }, "Add a person"),
);
const clock = makeClock();
const tools = el(
  "div",
  { class: "side-tools" },
  button({ class: "plain", testid: "open-link", onclick: askForLink }, icon("link"), "Open a link"),
  button({ class: "plain small-only", "data-toggles": "calls" }, icon("calls"), "Raw calls"),
);
side.append(header, lost, nav, nobody, tools, clock.node);
const chat = makeChat(document.getElementById("chat"));
const calls = makeCalls(pane);

/** Runs `work`, and once more if it was called meanwhile: fifty events in a row make two requests. */
function once(work) {
  let running = null;
  let again = false;
  return function run() {
    if (running) {
      again = true;
      return running;
    }
    running = work()
      .catch((problem) => console.warn(problem.message))
      .finally(() => {
        running = null;
        if (!again) return undefined;
        again = false;
        return run();
      });
    return running;
  };
}

const loadWorld = once(async () => {
  const [view, clockNow] = await Promise.all([get("/view"), get("/clock")]);
  state.people = view.people;
  state.bots = view.bots;
  state.chats = view.chats;
  setClock(clockNow);
  clock.tick();
  showSwitch(header);
  nobody.hidden = state.people.length > 0;
});

const loadDialogs = once(async () => {
  const { viewer } = state;
  const dialogs = viewer === null ? [] : (await get(`/view/${viewer}`)).dialogs;
  if (viewer !== state.viewer) return;
  state.dialogs = dialogs;
  showDialogs(nav);
  const unread = dialogs.reduce((sum, dialog) => sum + (dialog.unread || 0), 0);
  document.title = `${unread ? `(${unread}) ` : ""}${state.view ? `${nameOf(state.view.chat)} · ` : ""}Artel sandbox`;
});

const loadChat = once(async () => {
  const { viewer, chat: open } = state;
  if (viewer === null || open === null || !dialogOf(open)) {
    state.view = null;
    chat.update(null);
    return;
  }
  const view = await get(`/view/${viewer}/${open}`);
  if (viewer !== state.viewer || open !== state.chat) return;
  state.view = view;
  chat.update(view);
  if (document.visibilityState !== "visible" || !dialogOf(open)?.unread) return;
  await post(`/view/${viewer}/${open}/read`, {});
  await loadDialogs();
});

async function refresh() {
  await loadWorld();
  if (!personOf(state.viewer) && (state.viewer !== null || state.people.length > 0)) return route();
  await loadDialogs();
  return state.chat === null && wide.matches && state.dialogs.length > 0 ? route() : loadChat();
}

let stop = null;

function connect() {
  stop?.();
  stop = follow(state.viewer, {
    open: () => {
      lost.hidden = true;
      refresh();
      calls.load();
    },
    lost: () => {
      lost.hidden = false;
    },
    answer: answered,
    call: (call) => {
      calls.seen(call);
      if (call.method === "sendChatAction" && Number(call.params?.chat_id) === state.viewer)
        chat.typing(call.bot_id);
    },
    clock: (told) => {
      setClock({ frozen: state.frozen !== null, ...told });
      clock.tick();
      refresh();
    },
    changed: async ({ chat: id, what }) => {
      if (what === "people" || what === "commands" || what === "clock" || id === null || id === undefined)
        return refresh();
      if (!dialogOf(id)) await loadWorld();
      await loadDialogs();
      if (id === state.chat || id === state.view?.chat.id) await loadChat();
      return undefined;
    },
  });
}

/** Follows the address `#/<person>/<chat>`; by default the first person and, on a wide screen, the first chat. */
async function route() {
  const [, person, open] = location.hash.split("/").map((part) => part.replace(/[^-\d]/g, ""));
  const before = state.viewer;
  if (state.people.length === 0 || (person && !personOf(Number(person)))) await loadWorld();
  const known = personOf(Number(person)) ?? state.people[0];
  state.viewer = known ? known.id : null;
  state.chat = open ? Number(open) : null;
  if (state.viewer !== before || !stop) {
    state.dialogs = [];
    forgetToasts(); // they belong to the previous person
    showSwitch(header);
    connect();
    await loadDialogs();
  }
  const [first] = state.dialogs;
  if (state.chat !== null && !dialogOf(state.chat)) await loadDialogs();
  if ((state.chat === null && wide.matches && first) || (state.chat !== null && !dialogOf(state.chat))) {
    state.chat = wide.matches && first ? first.chat.id : null;
  }
  const address = hrefOf(state.viewer, state.chat);
  if (location.hash !== address) history.replaceState(null, "", address);
  app.classList.toggle("in-chat", state.chat !== null);
  showDialogs(nav);
  await loadChat();
  if (state.chat !== null && matchMedia("(pointer: fine)").matches && !document.querySelector("dialog[open]"))
    chat.focus();
}

function showPane(open, keep = true) {
  pane.hidden = !open;
  app.classList.toggle("with-calls", open);
  if (keep) localStorage.setItem(PANE, open ? "open" : "closed");
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-toggles=calls]")) showPane(pane.hidden);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (!pane.hidden && !roomy.matches) showPane(false);
  else if (!wide.matches && state.chat !== null) location.hash = hrefOf(state.viewer);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") loadChat();
});
addEventListener("hashchange", route);

showPane(roomy.matches && localStorage.getItem(PANE) !== "closed", false);
await route();
