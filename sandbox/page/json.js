// Indented and coloured JSON.

import { el } from "./dom.js";

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Creates a block that shows `value`; strings that contain JSON are parsed. */
export function jsonBlock(value) {
  const text = JSON.stringify(opened(value), null, 2) ?? "";
  const block = el("pre", { class: "json", tabIndex: 0 });
  let at = 0;
  for (const found of text.matchAll(TOKEN)) {
    block.append(text.slice(at, found.index));
    const kind = found[2] ? "key" : found[1] ? "string" : "literal";
    block.append(el("span", { class: `json-${kind}` }, found[1] ?? found[0]), found[2] ?? "");
    at = found.index + found[0].length;
  }
  block.append(text.slice(at));
  return block;
}

function opened(value) {
  if (Array.isArray(value)) return value.map(opened);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, opened(inner)]));
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
