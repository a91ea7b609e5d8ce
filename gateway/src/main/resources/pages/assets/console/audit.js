// Who did what, when, from where: the append-only logs of all services in one list.

import { get } from "../shared/api.js";
import { h, table } from "../shared/dom.js";
import { dateTime } from "../shared/format.js";
import { problemNote } from "./show.js";

const LOGS = { inventory: "inventory-service", orders: "order-service", payments: "payment-service", rewards: "reward-service" };

export async function auditView({ main, signal }) {
  const place = h("div");
  main.append(h("h1", {}, "Audit log"),
    h("p", { class: "quiet-text" }, "Each entry holds the hash of the one before it. ", h("code", {}, "infra/flashsale audit-log verify"), " recomputes every chain from the databases."),
    place);
  const answers = await Promise.all(Object.entries(LOGS).map(async ([log, service]) => {
    try {
      return { service, entries: await get(`/api/admin/${log}/audit-entries?limit=100`, { signal }) };
    } catch (problem) {
      return { service, problem };
    }
  }));
  if (signal.aborted) return;
  const entries = answers.flatMap(({ service, entries: some = [] }) => some.map((entry) => ({ service, ...entry })))
    .sort((a, b) => b.at.localeCompare(a.at));
  place.append(
    ...answers.filter(({ problem }) => problem).map(({ service, problem }) => h("section", {}, h("h2", {}, service), problemNote(problem))),
    entries.length === 0 ? h("p", { class: "note" }, "Nothing has been done yet.")
      : table("Newest first", ["When", "Operator", "From", "Service", "Action", "Answer", "Hash"], entries.map((entry) => [
        dateTime(entry.at), entry.subject, entry.address ?? "–", entry.service,
        [h("code", {}, `${entry.method} ${entry.path}`), entry.body && entry.body !== "{}" ? [h("br"), h("span", { class: "quiet-text mono" }, entry.body)] : null],
        entry.status ? String(entry.status) : "asked", h("code", { class: "short" }, entry.hash.slice(0, 12))])));
}
