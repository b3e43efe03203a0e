// Formats times, sizes, money and names.

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const dayMonthYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short" });
const short = new Intl.DateTimeFormat("en-GB", { day: "2-digit", month: "2-digit", year: "2-digit" });
const clock = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const seconds = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

const at = (unix) => new Date(unix * 1000);
const DAY = 86400;

/** These take Unix seconds and format local time. */
export const timeOf = (unix) => time.format(at(unix));
export const secondsOf = (unix) => seconds.format(at(unix));
export const clockOf = (unix) => clock.format(at(unix));
export const dayKey = (unix) => at(unix).toDateString();

export function dayOf(unix, now) {
  if (dayKey(unix) === dayKey(now)) return "Today";
  if (dayKey(unix) === dayKey(now - DAY)) return "Yesterday";
  return (at(unix).getFullYear() === at(now).getFullYear() ? dayMonth : dayMonthYear).format(at(unix));
}

export function briefly(unix, now) {
  if (dayKey(unix) === dayKey(now)) return timeOf(unix);
  if (Math.abs(now - unix) < 6 * DAY) return weekday.format(at(unix));
  return short.format(at(unix));
}

export function sizeOf(bytes) {
  if (!bytes) return "";
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Telegram counts money in the smallest unit of its currency; XTR are Stars. */
export function moneyOf(amount, currency) {
  if (currency === "XTR") return `${amount} ⭐`;
  try {
    const locale = currency === "RUB" ? "ru" : "en"; // roubles are written after the number
    const style = new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
    });
    const digits = style.resolvedOptions().maximumFractionDigits;
    const whole = amount % 10 ** digits === 0;
    const shown = new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: whole ? 0 : digits,
    });
    return shown.format(amount / 10 ** digits);
  } catch {
    return `${amount / 100} ${currency}`; // a currency that the browser doesn't know
  }
}

export const durationOf = (total) =>
  `${Math.floor(total / 60)}:${String(Math.floor(total % 60)).padStart(2, "0")}`;

export const nameOf = (who) =>
  who
    ? (who.title ?? ([who.first_name, who.last_name].filter(Boolean).join(" ") || `User ${who.id}`))
    : "Somebody";

export function initialsOf(name) {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = (word) => [...word].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? "";
  return words.length === 0
    ? "?"
    : (first(words[0]) + (words.length > 1 ? first(words.at(-1)) : "")).toUpperCase();
}

export const hueOf = (id) => Math.abs(Number(id)) % 7;

export const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;
