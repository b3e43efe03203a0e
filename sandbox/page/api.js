// The page's client of the control interface.

/** The sandbox refused a request; the message is its reason. */
class Refused extends Error {}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(`/control${path}`, options);
  } catch {
    throw new Refused("The sandbox doesn't answer");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(body?.error ?? `The sandbox answered ${response.status}`);
  return body;
}

export const get = (path) => ask(path);

export const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** Sends files with the fields of `POST /control/send`. */
export function upload(fields, files) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields))
    if (value !== undefined && value !== null) form.append(key, String(value));
  for (const file of files) form.append("file", file, file.name);
  return ask("/send", { method: "POST", body: form });
}

export const fileUrl = (id) => `/control/files/${encodeURIComponent(id)}`;

/** Subscribes to events: `handlers` by event name, plus `open` and `lost`. Returns a function that unsubscribes. */
export function follow(viewer, handlers) {
  const source = new EventSource(`/control/events?viewer=${viewer ?? ""}`);
  source.onopen = () => handlers.open();
  source.onerror = () => handlers.lost();
  for (const name of ["changed", "answer", "call", "clock"]) {
    source.addEventListener(name, (event) => handlers[name](JSON.parse(event.data)));
  }
  return () => source.close();
}
