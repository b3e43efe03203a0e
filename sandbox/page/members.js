// An administrator's actions on a member.

import { setMember } from "./actions.js";
import { button, buttonRow, el, icon } from "./dom.js";
import { nameOf } from "./format.js";
import { ask } from "./notices.js";
import { avatar, state } from "./state.js";

const may = (right) => {
  const me = state.view?.member;
  return me?.status === "creator" || Boolean(me?.[right]);
};

/** The actions that the viewer may take on a member: [{label, sign, status, how}]. */
export function actsOn(member) {
  const { user, status } = member;
  const group = state.view?.chat.type !== "channel";
  if (status === "creator") return [];
  const leads = status === "administrator";
  const acts = [];
  if (may("can_promote_members") && status !== "kicked") {
    if (leads) acts.push({ label: "Take the rights away", sign: "down", status: "member" });
    else acts.push({ label: "Make an administrator", sign: "check", status: "administrator" });
    if (!user.is_bot && group && !member.is_anonymous) {
      const how = { is_anonymous: true };
      acts.push({ label: "Make an anonymous administrator", sign: "check", status: "administrator", how });
    }
  }
  if (may("can_restrict_members") && (!leads || may("can_promote_members"))) {
    if (status === "restricted") acts.push({ label: "Let write again", sign: "edit", status: "member" });
    else if (status === "member" && group)
      acts.push({ label: "Keep from writing", sign: "stop", status: "restricted" });
    if (status === "kicked") acts.push({ label: "Lift the ban", sign: "check", status: "left" });
    else acts.push({ label: "Remove and ban", sign: "leave", status: "kicked", bad: true });
  }
  return acts;
}

/** Opens the list of actions on a member. */
export function showActs(member) {
  return ask({ class: "sheet", label: `About ${nameOf(member.user)}`, testid: "member" }, (close) => [
    el("div", { class: "person" }, avatar(member.user), el("b", {}, nameOf(member.user))),
    el(
      "div",
      { class: "people" },
      actsOn(member).map((act) =>
        button(
          {
            class: `flat ${act.bad ? "bad" : ""}`,
            onclick: () => {
              close();
              setMember(member.user.id, act.status, act.how);
            },
          },
          icon(act.sign),
          act.label,
        ),
      ),
    ),
    buttonRow(button({ class: "flat", onclick: () => close() }, "Cancel")),
  ]);
}
