// Photos, videos, audio and files in messages.

import { fileUrl } from "./api.js";
import { button, el, icon } from "./dom.js";
import { durationOf, sizeOf } from "./format.js";
import { ask } from "./notices.js";

const MOST_WIDTH = 420;
const MOST_HEIGHT = 420;

/** Reserves the space of a picture before it is loaded, so that nothing moves then. */
function frame(node, width = 320, height = 240) {
  const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height);
  node.style.setProperty("--w", `${Math.max(120, Math.round(width * scale))}px`);
  node.style.setProperty("--ratio", `${width} / ${height}`);
  return node;
}

function veil(node, hidden) {
  if (!hidden) return node;
  node.classList.add("hidden-media");
  node.addEventListener(
    "click",
    (event) => {
      if (!node.classList.contains("hidden-media")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      node.classList.remove("hidden-media");
    },
    { capture: true },
  );
  return node;
}

function missing(node) {
  node.replaceWith(el("span", { class: "no-picture" }, icon("file"), "This picture can't be shown"));
}

function enlarge(url, name) {
  ask({ class: "lightbox", label: name, testid: "lightbox" }, (close) => [
    el("img", { src: url, alt: name, onclick: () => close() }),
    el(
      "div",
      { class: "lightbox-bar" },
      el("a", { class: "plain", href: url, download: name, "aria-label": "Download" }, icon("download")),
      button({ class: "plain", label: "Close", onclick: () => close() }, icon("close")),
    ),
  ]);
}

export function photo(sizes, hidden) {
  const best = sizes.at(-1);
  const url = fileUrl(best.file_id);
  const picture = el("img", { src: url, alt: "Photo", decoding: "async" });
  picture.addEventListener("error", () => missing(picture), { once: true });
  const frameButton = button(
    { class: "photo", label: "Open the photo", onclick: () => enlarge(url, "photo.jpg") },
    picture,
  );
  return veil(frame(frameButton, best.width, best.height), hidden);
}

function film(video, hidden, props = {}) {
  const player = el("video", {
    src: fileUrl(video.file_id),
    preload: "metadata",
    playsinline: true,
    ...props,
  });
  return veil(frame(el("span", { class: "video" }, player), video.width || 320, video.height || 240), hidden);
}

function sound(audio, title) {
  return el(
    "div",
    { class: "sound" },
    el(
      "span",
      { class: "sound-title" },
      title,
      audio.duration ? el("small", {}, durationOf(audio.duration)) : null,
    ),
    el("audio", { src: fileUrl(audio.file_id), controls: true, preload: "none" }),
  );
}

export function file(document) {
  const name = document.file_name ?? "file";
  const ending = name.includes(".") ? name.split(".").at(-1).slice(0, 4) : "";
  return el(
    "a",
    { class: "file", href: fileUrl(document.file_id), download: name, "aria-label": `Download ${name}` },
    el("span", { class: "file-sign" }, ending || icon("file")),
    el("span", { class: "file-name" }, name, el("small", {}, sizeOf(document.file_size) || "file")),
    icon("download"),
  );
}

function sticker(it) {
  if (it.is_animated || it.is_video) return el("span", { class: "jumbo" }, it.emoji ?? "🙂");
  const picture = el("img", {
    class: "sticker",
    src: fileUrl(it.file_id),
    alt: `Sticker ${it.emoji ?? ""}`,
    width: 180,
    height: 180,
  });
  picture.addEventListener(
    "error",
    () => picture.replaceWith(el("span", { class: "jumbo" }, it.emoji ?? "🙂")),
    { once: true },
  );
  return picture;
}

/** Creates the media of a message: {node, wide?, bare?}, or null; `wide` fills the bubble to its edges. */
export function medium(message) {
  const hidden = message.has_media_spoiler;
  if (message.photo) return { node: photo(message.photo, hidden), wide: true };
  if (message.video) return { node: film(message.video, hidden, { controls: true }), wide: true };
  if (message.animation)
    return { node: film(message.animation, hidden, { autoplay: true, loop: true, muted: true }), wide: true };
  if (message.video_note)
    return { node: film(message.video_note, false, { controls: true, class: "round" }), bare: true };
  if (message.sticker) return { node: sticker(message.sticker), bare: true };
  if (message.voice) return { node: sound(message.voice, "Voice message") };
  if (message.audio) {
    const { performer, title, file_name: name } = message.audio;
    return { node: sound(message.audio, [performer, title].filter(Boolean).join(" – ") || name || "Audio") };
  }
  if (message.document) return { node: file(message.document) };
  return null;
}
