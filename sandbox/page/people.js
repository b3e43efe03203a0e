// «I am …»: the choice of the person that this page belongs to, and new people.

import { addPerson } from "./actions.js";
import { button, buttonRow, el, fillOnce, icon, iconButton, titled } from "./dom.js";
import { nameOf } from "./format.js";
import { ask } from "./notices.js";
import { avatar, hrefOf, me, state } from "./state.js";

const LANGUAGES = [
  ["ru", "Русский"],
  ["en", "English"],
  ["", "not told"],
];

const become = (id) => {
  location.hash = hrefOf(id, state.chat);
};
function optionOf(person) {
  const twin = state.people.some((other) => other !== person && nameOf(other) === nameOf(person));
  const name = nameOf(person) + (twin ? ` (${person.username ? `@${person.username}` : person.id})` : "");
  return person.deactivated ? `${name}, deleted` : name;
}

/** Draws the switch above the list. */
export function showSwitch(header) {
  fillOnce(header, [state.people, state.viewer], () => [
    button(
      { class: "plain me-face", label: "Choose a person", onclick: choosePerson },
      avatar(me() ?? { id: 0, first_name: "?" }),
    ),
    el(
      "label",
      { class: "me-switch" },
      el("span", {}, "I am"),
      el(
        "select",
        {
          testid: "person-switch",
          disabled: state.people.length === 0,
          onchange: (event) => become(Number(event.target.value)),
        },
        state.people.length === 0 ? el("option", {}, "nobody yet") : null,
        state.people.map((person) =>
          el("option", { value: String(person.id), selected: person.id === state.viewer }, optionOf(person)),
        ),
      ),
    ),
    iconButton("add", "Add a person", askForPerson, {
      class: "round",
      title: "Add a person",
      testid: "add-person",
    }),
  ]);
}

/** Shows all people to choose from, also from inside a chat on a phone. */
export async function choosePerson() {
  const chosen = await ask({ class: "sheet", label: "Who are you?", testid: "people" }, (close) => [
    el("h2", {}, "I am …"),
    el(
      "div",
      { class: "people" },
      state.people.map((person) =>
        button(
          {
            class: "person",
            "aria-pressed": String(person.id === state.viewer),
            onclick: () => close(person.id),
          },
          avatar(person),
          titled(
            nameOf(person),
            [person.username && `@${person.username}`, person.language_code, person.id].filter(Boolean).join(" · "),
          ),
          person.id === state.viewer ? icon("check") : null,
        ),
      ),
    ),
    el(
      "div",
      { class: "row" },
      button({ class: "flat", onclick: () => close("new") }, icon("add"), "Add a person"),
    ),
  ]);
  if (chosen === "new") await askForPerson();
  else if (chosen) become(chosen);
}

function field(title, props, note) {
  return el(
    "label",
    { class: "field" },
    el("span", {}, title),
    el("input", { autocomplete: "off", ...props }),
    note ? el("small", {}, note) : null,
  );
}

/** Asks for a new person, and switches to them. */
export async function askForPerson() {
  const added = await ask({ label: "Add a person", testid: "person-form" }, (close) => {
    const problem = el("p", { class: "problem", role: "alert", hidden: true });
    const form = el(
      "form",
      {
        onsubmit: async (event) => {
          event.preventDefault();
          const values = Object.fromEntries(
            [...new FormData(form)].map(([key, value]) => [key, value.trim()]).filter(([, value]) => value),
          );
          if (values.username) values.username = values.username.replace(/^@/, "");
          try {
            close(await addPerson(values));
          } catch (refused) {
            problem.textContent = refused.message;
            problem.hidden = false;
          }
        },
      },
      el("h2", {}, "Add a person"),
      field("First name", {
        name: "first_name",
        required: true,
        maxlength: 64,
        autofocus: true,
        placeholder: "Анна",
      }),
      field("Last name", { name: "last_name", maxlength: 64, placeholder: "Иванова" }),
      field("Username", {
        name: "username",
        pattern: "@?[A-Za-z][A-Za-z0-9_]{3,31}",
        title: "4 to 32 letters, digits and underscores",
        placeholder: "anna",
      }),
      field("Phone", {
        name: "phone",
        type: "tel",
        pattern: "\\+?[0-9 \\(\\)\\-]{5,20}",
        title: "Digits, as +79161234567",
        placeholder: "+79161234567",
      }),
      el(
        "label",
        { class: "field" },
        el("span", {}, "Language"),
        el(
          "select",
          { name: "language_code" },
          LANGUAGES.map(([code, title]) => el("option", { value: code }, title)),
        ),
      ),
      problem,
      buttonRow(
        button({ class: "flat", onclick: () => close() }, "Cancel"),
        el("button", { class: "main", type: "submit" }, "Add"),
      ),
    );
    return form;
  });
  if (added) become(added.id);
}
