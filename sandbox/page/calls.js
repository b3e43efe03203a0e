// The pane of raw calls of the Bot API, with their results.

import { get } from "./api.js";
import { copy } from "./actions.js";
import { el, fill, icon, iconButton } from "./dom.js";
import { nameOf, secondsOf } from "./format.js";
import { jsonBlock } from "./json.js";
import { attempt } from "./notices.js";
import { anyone } from "./state.js";

const MOST = 300; // rows kept in the page
const POLLING = "getupdates";

const paramsOf = (call) => call.params ?? {};
const chatOf = (call) => {
  const id = call.chat ?? paramsOf(call).chat_id ?? paramsOf(call).user_id;
  return id === undefined || id === null ? "" : nameOf(anyone(Number(id)) ?? { title: String(id) });
};

/** The pane; `seen(call)` adds a row, `load()` adds those of the log. */
export function makeCalls(aside) {
  const rows = new Map(); // seq -> {call, node}
  const list = el("div", { class: "call-list", role: "log", label: "Calls" });
  const empty = el(
    "p",
    { class: "empty" },
    "No calls yet. Start the bot against this sandbox and press a button.",
  );
  const filter = el("input", {
    type: "search",
    placeholder: "Filter: method, chat, text",
    "aria-label": "Filter the calls",
    testid: "calls-filter",
    oninput: () => sift(),
  });
  const bad = el("input", { type: "checkbox", onchange: () => sift() });
  const polling = el("input", { type: "checkbox", onchange: () => sift() });
  fill(
    aside,
    el(
      "header",
      { class: "calls-head" },
      el("h2", {}, "Raw calls"),
      iconButton("trash", "Empty the list", clear, { title: "Empty the list" }),
      iconButton("close", "Close the calls", null, { "data-toggles": "calls" }),
    ),
    el(
      "div",
      { class: "calls-filter" },
      el("span", { class: "search" }, icon("search"), filter),
      el("label", { class: "check" }, bad, "errors"),
      el("label", { class: "check" }, polling, "polling"),
    ),
    list,
    empty,
  );

  function clear() {
    rows.clear();
    sift();
    fill(list);
  }

  function fits({ call }) {
    if (bad.checked && call.ok) return false;
    if (!polling.checked && call.method.toLowerCase() === POLLING && call.ok) return false;
    const wanted = filter.value.trim().toLowerCase();
    return (
      !wanted ||
      `${call.method} ${chatOf(call)} ${call.status} ${JSON.stringify(call)}`.toLowerCase().includes(wanted)
    );
  }

  function sift() {
    let some = false;
    for (const row of rows.values()) {
      row.node.hidden = !fits(row);
      some ||= !row.node.hidden;
    }
    empty.hidden = some;
  }

  function draw(call) {
    const inside = el("div", { class: "call-body" });
    const problem = call.ok
      ? null
      : (call.error ?? call.description ?? call.result?.description ?? "refused");
    const node = el(
      "details",
      { class: `call ${call.ok ? "" : "bad"}`, testid: `call-${call.seq}`, "data-seq": call.seq },
      el(
        "summary",
        {},
        el("b", { class: "call-method" }, call.method),
        el("span", { class: "call-chat" }, chatOf(call)),
        call.fault
          ? el("span", { class: "call-fault", title: "A switched-on fault" }, call.fault.kind ?? call.fault)
          : null,
        el("span", { class: "call-status" }, call.status || "–"),
        el("time", {}, secondsOf(call.at)),
        problem &&
          el(
            "span",
            { class: "call-problem" },
            typeof problem === "string" ? problem : (problem.description ?? JSON.stringify(problem)),
          ),
      ),
      inside,
    );
    node.addEventListener("toggle", async () => {
      if (!node.open || inside.childElementCount) return;
      const whole = (await attempt(get(`/calls?after=${call.seq - 1}&limit=1`)))?.at?.(0) ?? call;
      const part = (title, value) =>
        value !== undefined &&
        value !== null && [
          el("h4", {}, title, iconButton("copy", `Copy: ${title}`, () => copy(JSON.stringify(value, null, 2)))),
          jsonBlock(value),
        ];
      fill(
        inside,
        part("Call", whole.params),
        whole.files?.length ? part("Files", whole.files) : null,
        part(whole.ok ? "Result" : "Error", whole.result ?? whole.error),
      );
    });
    return node;
  }

  function seen(call) {
    const stays = list.scrollTop < 40;
    const node = draw(call);
    rows.get(call.seq)?.node.remove();
    rows.set(call.seq, { call, node });
    node.hidden = !fits({ call });
    if (!node.hidden) empty.hidden = true;
    const below = [...list.children].find((other) => Number(other.dataset.seq) < call.seq) ?? null;
    list.insertBefore(node, below); // the newest on top, in whatever order they arrive
    if (stays) list.scrollTop = 0;
    if (rows.size <= MOST) return;
    const [oldest] = rows.keys();
    rows.get(oldest).node.remove();
    rows.delete(oldest);
  }

  async function load() {
    const calls = await attempt(get(`/calls?limit=${MOST}&last=1`));
    for (const call of calls ?? []) if (!rows.has(call.seq)) seen(call);
    sift();
  }

  return { seen, load };
}
