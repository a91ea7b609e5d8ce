// Numbers, money and times as people read them.

let locale = "en";

export function setLocale(next) {
  locale = next;
}

function digits(currency) {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
}

/** `{amount: 990, currency: "CNY"}` as a price. */
export function money(value) {
  if (!value) return "–";
  const scale = 10 ** digits(value.currency);
  return new Intl.NumberFormat(locale, { style: "currency", currency: value.currency, currencyDisplay: "narrowSymbol" })
    .format(value.amount / scale);
}

/** What somebody typed as minor units; null when it is no such amount. */
export function minorUnits(text, currency) {
  const places = digits(currency);
  const match = /^(\d{1,11})(?:[.,](\d+))?$/.exec(text.trim());
  if (!match || (match[2] ?? "").length > places) return null;
  return Number(match[1]) * 10 ** places + Number((match[2] ?? "").padEnd(places, "0") || 0);
}

export function count(value) {
  return value === null || value === undefined ? "–" : new Intl.NumberFormat(locale).format(value);
}

export function dateTime(iso) {
  if (!iso) return "–";
  // Breaks between date and time only.
  const part = (style) => new Intl.DateTimeFormat(locale, { [style]: "medium" }).format(new Date(iso)).replace(/\s/g, "\u00a0");
  return `${part("dateStyle")} ${part("timeStyle")}`;
}

export function time(ms) {
  return new Intl.DateTimeFormat(locale, { timeStyle: "medium" }).format(new Date(ms));
}

/** Time left as `1 d 02:03:04`. */
export function remaining(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const days = Math.floor(seconds / 86400);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  return days > 0 ? `${days} d ${clock}` : clock;
}
