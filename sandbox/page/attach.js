// The preview of files before they are sent, with a caption.

import { sendFiles } from "./actions.js";
import { button, buttonRow, el, fill, icon, iconButton } from "./dom.js";
import { sizeOf } from "./format.js";
import { ask, toast } from "./notices.js";

const ALBUM_MAX = 10;

const kindOf = (file) =>
  /^image\/(jpeg|png)/.test(file.type)
    ? "photo"
    : file.type.startsWith("video/")
      ? "video"
      : file.type.startsWith("audio/")
        ? "audio"
        : "document";

/** The kind to send the files as: photos and videos may be mixed, anything else makes them all documents. */
function kindsOf(files, plain) {
  const kinds = files.map(kindOf);
  if (plain) return kinds.map(() => "document");
  const visual = kinds.every((kind) => kind === "photo" || kind === "video");
  const alike = kinds.every((kind) => kind === kinds[0]);
  return visual || alike ? kinds : kinds.map(() => "document");
}

/** Shows the files and sends them, several as an album, with `fields`. Returns null if nothing was sent. */
export async function attachFiles(given, fields) {
  let files = given.slice(0, ALBUM_MAX);
  if (given.length > ALBUM_MAX) toast(`An album has ${ALBUM_MAX} files at most`, "bad");
  const addresses = new Map(files.map((file) => [file, URL.createObjectURL(file)]));
  const chosen = await ask({ label: "Send files", testid: "send-files" }, (close) => {
    const list = el("div", { class: "attached" });
    const title = el("h2");
    const plain = el("input", { type: "checkbox", onchange: () => draw() });
    const caption = el("textarea", {
      rows: 1,
      label: "Caption",
      placeholder: "Caption",
      maxlength: 1024,
      autofocus: true,
    });
    caption.value = fields.caption ?? "";
    const done = () => close({ caption: caption.value.trim(), plain: plain.checked });
    caption.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      done();
    });
    const draw = () => {
      title.textContent = files.length === 1 ? "Send a file" : `Send ${files.length} files`;
      const kinds = kindsOf(files, plain.checked);
      fill(
        list,
        files.map((file, at) =>
          el(
            "div",
            { class: `attached-file ${kinds[at]}` },
            kinds[at] === "photo"
              ? el("img", { src: addresses.get(file), alt: "" })
              : el("span", { class: "file-sign" }, icon("file")),
            el("span", { class: "file-name" }, file.name, el("small", {}, sizeOf(file.size))),
            iconButton("close", `Leave out ${file.name}`, () => {
              files = files.filter((one) => one !== file);
              if (files.length) draw();
              else close();
            }),
          ),
        ),
      );
    };
    draw();
    const visual = files.some((file) => kindOf(file) !== "document");
    return [
      title,
      list,
      caption,
      buttonRow(
        visual ? el("label", { class: "check" }, plain, "As files") : null,
        button({ class: "flat", onclick: () => close() }, "Cancel"),
        button({ class: "main", testid: "send-files-now", onclick: done }, "Send"),
      ),
    ];
  });
  for (const address of addresses.values()) URL.revokeObjectURL(address);
  if (!chosen) return null;
  const kinds = kindsOf(files, chosen.plain);
  const album = files.length > 1;
  const whole = { ...fields, caption: chosen.caption || undefined, album: album || undefined };
  // In a mixed album the sandbox finds the kinds by the files' types.
  return sendFiles(
    { ...whole, kind: kinds.every((kind) => kind === kinds[0]) ? kinds[0] : undefined },
    files,
  );
}
