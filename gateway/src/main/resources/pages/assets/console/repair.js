// The repair desk. Each action says first what it will do. Here: messages that could not be handled, of every service.

import { get, post, put } from "../shared/api.js";
import { ask, field, h, table } from "../shared/dom.js";
import { count, dateTime } from "../shared/format.js";
import { reasonFor } from "./reason.js";
import { announce, facts, problemNote, tag } from "./show.js";

const PARTS = { "#/repair": "Messages", "#/repair/sagas": "Sagas, checkouts, refunds", "#/repair/books": "Reconciliation", "#/repair/gates": "Stock gates" };

/** The heading of the desk, and the way to its other parts. */
export function deskHeading(here) {
  return [h("h1", {}, "Repair desk"), h("nav", { class: "parts", "aria-label": "Repair desk" },
    Object.entries(PARTS).map(([href, name]) => h("a", { href, "aria-current": href === here ? "page" : null }, name)))];
}

const DESKS = { inventory: "inventory-service", orders: "order-service", payments: "payment-service", rewards: "reward-service" };

export async function repairView({ main, signal }) {
  const status = h("select", { "aria-label": "Status" }, ["PARKED", "REPLAYED", "DISCARDED", ""].map((one) => h("option", { value: one }, one || "any status")));
  const answer = h("div", { role: "status" });
  const place = h("div");
  main.append(...deskHeading("#/repair"),
    h("p", { class: "quiet-text" }, "Messages end here after their retries. Those that failed for want of a database or broker are replayed by themselves; the rest waits for you."),
    h("div", { class: "row" }, h("div", { class: "field" }, h("label", {}, "Show ", status))), answer, place);
  status.addEventListener("change", refresh);

  async function refresh() {
    const parts = await Promise.all(Object.entries(DESKS).map(async ([desk, service]) => {
      const path = `/api/admin/${desk}/parked-messages`;
      try {
        const page = await get(`${path}?limit=100${status.value ? `&status=${status.value}` : ""}`, { signal });
        return section(path, service, page.items);
      } catch (problem) {
        return h("section", {}, h("h2", {}, service), problemNote(problem));
      }
    }));
    if (!signal.aborted) place.replaceChildren(...parts);
  }

  function section(path, service, messages) {
    if (messages.length === 0) return h("section", {}, h("h2", {}, service), h("p", { class: "quiet-text" }, "Nothing here."));
    const boxes = new Map();
    const box = (message) => {
      const input = h("input", { type: "checkbox", "aria-label": `Choose message ${message.id}` });
      boxes.set(message.id, input);
      return input;
    };
    return h("section", {}, h("h2", {}, service),
      table(`Messages: ${count(messages.length)}`, ["", "Parked", "Topic", "Key", "Error", "Status", ""], messages.map((message) => [
        message.status === "PARKED" ? box(message) : "",
        dateTime(message.parkedAt), `${message.topic} · ${message.tag ?? ""}`, h("code", {}, message.key ?? ""),
        message.errorMessage ?? message.errorClass, tag(message.status),
        h("button", { type: "button", class: "small", "aria-label": `Inspect message ${message.id}`, click: () => inspect(path, message.id) }, "Inspect")])),
      boxes.size > 0 ? h("div", { class: "actions" },
        h("button", { type: "button", click: () => boxes.forEach((input) => { input.checked = true; }) }, "Choose all"),
        h("button", { type: "button", class: "primary", click: () => replayChosen(path, [...boxes].filter(([, input]) => input.checked).map(([id]) => id)) }, "Replay chosen")) : null);
  }

  async function replayChosen(path, ids) {
    if (ids.length === 0) {
      answer.replaceChildren(h("p", { class: "note warn" }, "Choose at least one message."));
      return;
    }
    const reason = await reasonFor(`Replay ${count(ids.length)} messages?`,
      "Each is handed to its listener again, one after the other. A message that had its effect already changes nothing.", "Replay");
    if (!reason) return;
    await act(async () => {
      const { results } = await post(`${path}/replay`, { ids, reason });
      const good = results.filter((result) => result.code === "replayed").length;
      const bad = results.filter((result) => result.code !== "replayed");
      return `${count(good)} of ${count(results.length)} had their effect.${bad.map((one) => ` ${one.id}: ${one.detail}`).join("")}`;
    });
  }

  async function act(action) {
    try {
      const done = await action();
      answer.replaceChildren(h("p", { class: "note good" }, done));
      announce(done);
    } catch (problem) {
      answer.replaceChildren(problemNote(problem));
    }
    await refresh();
  }

  async function inspect(path, id) {
    let message;
    try {
      message = await get(`${path}/${id}`);
    } catch (problem) {
      answer.replaceChildren(problemNote(problem));
      return;
    }
    const note = h("input", { maxlength: "1000", value: message.note ?? "" });
    let choice = null;
    const pick = (name) => (event) => { choice = name; event.target.closest("dialog").close(); };
    await ask({
      title: `Message ${id}`, confirm: "Close",
      body: [
        facts([["Status", tag(message.status)], ["Group", message.group], ["Topic", `${message.topic} · ${message.tag ?? ""}`], ["Key", message.key],
          ["Error", `${message.errorClass}: ${message.errorMessage ?? ""}`], ["Attempts", count(message.attempts)],
          ["First failed", dateTime(message.firstFailedAt)], ["Last failed", dateTime(message.lastFailedAt)],
          ["Replayed by itself", message.replayAt ? dateTime(message.replayAt) : "no"], ["Trace", message.traceId ? h("code", {}, message.traceId) : "–"],
          ...(message.decidedBy ? [["Decided", `${message.decidedBy}, ${dateTime(message.decidedAt)}: ${message.reason ?? ""}`]] : [])]),
        h("pre", { tabindex: "0", "aria-label": "Payload" }, pretty(message.payload)),
        field("Note", note),
        h("div", { class: "actions" },
          h("button", { type: "button", click: pick("note") }, "Keep note"),
          message.status === "PARKED" ? [
            h("button", { type: "button", class: "danger", click: pick("discard") }, "Discard …"),
            h("button", { type: "button", class: "primary", click: pick("replay") }, "Replay …")] : null),
      ],
    });
    if (choice === "note") await act(async () => { await put(`${path}/${id}/note`, { note: note.value }); return "The note is kept."; });
    if (choice === "replay" || choice === "discard") {
      const reason = choice === "replay"
        ? await reasonFor(`Replay message ${id}?`, `It is handed to ${message.group} again. If it had its effect already, nothing changes.`, "Replay")
        : await reasonFor(`Discard message ${id}?`, `${message.group} never hears it. What it would have done to ${message.key ?? "its subject"} must be done by hand.`, "Discard", true);
      if (reason) await act(async () => { await post(`${path}/${id}/${choice}`, { reason }); return `Message ${id} was ${choice === "replay" ? "replayed" : "discarded"}.`; });
    }
  }

  function pretty(payload) {
    try {
      return JSON.stringify(JSON.parse(payload), null, 2);
    } catch {
      return payload ?? "";
    }
  }

  await refresh();
}
