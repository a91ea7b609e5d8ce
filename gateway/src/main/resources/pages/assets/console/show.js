// What several views of the console show alike.

import { h } from "../shared/dom.js";

const TONES = {
  OPEN: "good", WARMED: "good", SCHEDULED: "", DRAFT: "", PAUSED: "warn", CLOSED: "", SETTLED: "", CANCELLED: "bad",
  PENDING_PAYMENT: "warn", PAYING: "warn", PAID: "good", FULFILLED: "good", REFUNDING: "warn", REFUNDED: "",
  AWAITING_APPROVAL: "warn", RUNNING: "warn", DONE: "good", FAILED: "bad", READY: "good", NOT_FILLED: "", FILLING: "warn", BEHIND: "bad", UNREACHABLE: "bad",
  PARKED: "bad", REPLAYED: "good", DISCARDED: "", UP: "good", DOWN: "bad",
};

export const tag = (status) => h("span", { class: `tag ${TONES[status] ?? ""}` }, status);

/** A problem in words, with the trace id an engineer will ask for. */
export function problemNote(problem) {
  return h("div", { class: "note bad", role: "alert" },
    problem.message,
    problem.errors?.length ? h("ul", {}, problem.errors.map((error) => h("li", {}, `${error.field}: ${error.message}`))) : null,
    problem.traceId ? h("p", {}, "Trace ", h("code", {}, problem.traceId)) : null);
}

export function announce(text) {
  dispatchEvent(new CustomEvent("announce", { detail: text }));
}

export function facts(pairs) {
  return h("dl", { class: "facts" }, pairs.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value ?? "–")]));
}

export function figures(pairs) {
  return h("dl", { class: "figures" }, pairs.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

/** Loads and draws; a failure is shown in place, with a way to try again. */
export async function load(place, signal, read, draw) {
  try {
    const value = await read();
    if (!signal.aborted) place.replaceChildren(...[draw(value)].flat().filter(Boolean));
  } catch (problem) {
    if (signal.aborted) return;
    place.replaceChildren(problemNote(problem),
      h("p", {}, h("button", { type: "button", click: () => load(place, signal, read, draw) }, "Try again")));
  }
}

/** Local time for an input of the kind datetime-local. */
export function localInput(date) {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
}

export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** RFC 4180; a text a spreadsheet would take for a formula is defused. */
export function csv(rows) {
  return rows.map((row) => row.map((cell) => {
    const text = String(cell ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  }).join(",")).join("\r\n") + "\r\n";
}
