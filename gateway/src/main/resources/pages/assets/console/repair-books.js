// The repair desk: books that were compared, what differed, and what waits for an operator.

import { get, post } from "../shared/api.js";
import { ask, field, h, table } from "../shared/dom.js";
import { count, dateTime } from "../shared/format.js";
import { reasonFor } from "./reason.js";
import { deskHeading } from "./repair.js";
import { announce, download, problemNote, tag } from "./show.js";

/** What each service compares. */
const BOOKS = {
  payments: { service: "payment-service", what: "payments, wallets and orders against the provider's statement" },
  orders: { service: "order-service", what: "points against orders" },
};

const INVENTORY = "/api/admin/inventory/reconciliations";

export async function booksView({ main, signal }) {
  const answer = h("div", { role: "status" });
  const place = h("div");
  main.append(...deskHeading("#/repair/books"), answer, place);

  async function act(action) {
    answer.replaceChildren(h("p", { class: "note" }, "Under way …"));
    try {
      const done = await action();
      answer.replaceChildren(h("p", { class: "note good" }, done));
      announce(done);
    } catch (problem) {
      answer.replaceChildren(problemNote(problem));
    }
    await refresh();
  }

  async function reconcile(path, what) {
    const day = h("input", { type: "date", value: new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10) });
    const chosen = await ask({
      title: "Reconcile now?", confirm: "Reconcile", cancel: "Back",
      body: [h("p", {}, `Compares ${what} of one day, Beijing time. Where the rule is certain the difference is repaired; the rest becomes a case for you. Nothing is changed twice.`), field("Day", day)],
      read: () => day.value || undefined,
    });
    if (!chosen) return;
    await act(async () => {
      const run = await post(path, { day: chosen }, { timeout: 120000 });
      return `${count(run.lines)} lines compared: ${count(run.differences)} differences, ${count(run.repaired)} repaired, ${count(run.openCases)} for you.`;
    });
  }

  async function close(path, one) {
    const note = await reasonFor(`Close case ${one.id}?`, `Nothing is changed in the books: the difference about ${one.subject} was settled elsewhere, or is none. It leaves this list for good.`, "Close case");
    if (note) await act(async () => { await post(`${path}/cases/${one.id}/close`, { note: note.slice(0, 300) }); return `Case ${one.id} is closed.`; });
  }

  async function saveReport(path, run) {
    await act(async () => {
      download(`reconciliation-${run.id}.csv`, "text/csv", await get(`${path}/${run.id}/report.csv`, { as: "text", headers: { Accept: "text/csv, application/problem+json" } }));
      return "The report is saved.";
    });
  }

  const books = async ([name, { service, what }]) => {
    const path = `/api/admin/${name}/reconciliations`;
    try {
      const [runs, cases] = await Promise.all([get(path, { signal }), get(`${path}/cases`, { signal })]);
      return h("section", {}, h("h2", {}, service), h("p", { class: "quiet-text" }, `Compares ${what}, every night.`),
        h("div", { class: "actions" }, h("button", { type: "button", "aria-label": `Reconcile ${service} now`, click: () => reconcile(path, what) }, "Reconcile now")),
        cases.length === 0 ? h("p", { class: "note" }, "No open case.") : table(`Open cases: ${count(cases.length)}`, ["Case", "Day", "Kind", "Compared with", "About", "Ours", "Theirs", "Detail", ""], cases.map((one) => [
          String(one.id), one.day, tag(one.kind), one.between, h("code", {}, one.subject), count(one.ours), count(one.theirs), one.detail,
          h("button", { type: "button", class: "small", "aria-label": `Close case ${one.id}`, click: () => close(path, one) }, "Close")])),
        runs.length === 0 ? h("p", { class: "quiet-text" }, "Not compared yet.") : table("Latest runs", ["Day", "Status", "Compared", "Differences", "Repaired", "Cases", "Asked for by", "Ended", ""], runs.slice(0, 10).map((run) => [
          run.day, tag(run.status), count(run.lines), count(run.differences), count(run.repaired), count(run.openCases), run.requestedBy, dateTime(run.endedAt),
          h("button", { type: "button", class: "small", "aria-label": `Download the report of run ${run.id}`, click: () => saveReport(path, run) }, "CSV")])));
    } catch (problem) {
      return h("section", {}, h("h2", {}, service), problemNote(problem));
    }
  };

  const inventory = async () => {
    try {
      const runs = await get(INVENTORY, { signal });
      return h("section", {}, h("h2", {}, "inventory-service"), h("p", { class: "quiet-text" }, "Compares gates, ledger and orders."),
        h("div", { class: "actions" }, h("button", { type: "button", "aria-label": "Reconcile inventory-service now", click: compareStock }, "Reconcile now")),
        runs.length === 0 ? h("p", { class: "quiet-text" }, "Not compared yet.") : table("Latest runs", ["Began", "Items", "Never at rest", "Reservations", "Not answered", "Differences", "Repaired", "Asked for by", ""], runs.slice(0, 10).map((run) => [
          dateTime(run.startedAt), count(run.items), count(run.busy), count(run.reservations), count(run.unanswered), count(run.differences), count(run.repaired), run.requestedBy,
          run.differences > 0 ? h("button", { type: "button", class: "small", "aria-label": `Show the differences of run ${run.id}`, click: () => showStock(run) }, "Show") : ""])));
    } catch (problem) {
      return h("section", {}, h("h2", {}, "inventory-service"), problemNote(problem));
    }
  };

  async function compareStock() {
    const sure = await ask({ title: "Reconcile stock now?", confirm: "Reconcile", cancel: "Back",
      body: h("p", {}, "Each item is compared when it rests for a moment. A gate that promises too much is rebuilt; reservations nobody has an order for are released.") });
    if (sure) await act(async () => { const run = await post(INVENTORY, undefined, { timeout: 120000 }); return `${count(run.items)} items compared: ${count(run.differences.length)} differences.`; });
  }

  async function showStock(run) {
    try {
      const report = await get(`${INVENTORY}/${run.id}`);
      await ask({ title: "Differences", confirm: "Close", body: table("Gates, ledger and orders", ["Campaign", "Item", "Kind", "Order", "Expected", "Found", "Repaired"],
        report.differences.map((one) => [one.campaignId, one.itemId, one.kind, one.orderId ?? "–", one.expected, one.found, one.repaired ? "yes" : "no"])) });
    } catch (problem) {
      answer.replaceChildren(problemNote(problem));
    }
  }

  async function refresh() {
    const parts = await Promise.all([...Object.entries(BOOKS).map(books), inventory()]);
    if (!signal.aborted) place.replaceChildren(...parts);
  }

  await refresh();
}
