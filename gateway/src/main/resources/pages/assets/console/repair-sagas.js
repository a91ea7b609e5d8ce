// The repair desk: sagas that do not end, checkouts that are undecided, refunds that wait.

import { get, post } from "../shared/api.js";
import { ask, h, table } from "../shared/dom.js";
import { count, dateTime, money } from "../shared/format.js";
import { deskHeading } from "./repair.js";
import { announce, load, problemNote, tag } from "./show.js";

export async function sagasView({ main, signal }) {
  const answer = h("div", { role: "status" });
  const place = h("div");
  main.append(...deskHeading("#/repair/sagas"), answer, place);

  async function act(title, effect, confirm, danger, action, done) {
    if (!(await ask({ title, body: h("p", {}, effect), confirm, cancel: "Back", danger }))) return;
    try {
      await action();
      answer.replaceChildren(h("p", { class: "note good" }, done));
      announce(done);
    } catch (problem) {
      answer.replaceChildren(problem.code === "second-operator-needed" ? h("p", { class: "note warn" }, problem.message) : problemNote(problem));
    }
    await refresh();
  }

  const resume = (saga) => act(`Resume ${saga.key}?`,
    `It goes on at ${saga.step ?? "its first step"}. A step that had its effect is not repeated; one that may have had it is repeated under the same id, and changes nothing twice.`,
    "Resume", false, () => post(`/api/admin/orders/stuck/sagas/${encodeURIComponent(saga.key)}/resume`), `${saga.key} goes on.`);

  const decide = (open, verdict) => act(verdict === "approve" ? "Approve this refund?" : "Deny this refund?",
    verdict === "approve"
      ? `${money(open.refund.amount)} go back to the buyer, ${count(open.refund.points)} points are given back, ${count(open.refund.quantity)} units return. It needs another operator than ${open.requestedBy}.`
      : "The order stays as it is, and the buyer keeps the goods.",
    verdict === "approve" ? "Approve" : "Deny", verdict === "deny",
    () => post(`/api/admin/orders/${open.orderId}/refunds/${encodeURIComponent(open.refund.refundId)}/${verdict}`), `The refund was ${verdict === "approve" ? "approved" : "denied"}.`);

  const order = (id) => h("a", { href: `#/orders/${id}` }, id);

  async function refresh() {
    await load(place, signal, () => Promise.all([get("/api/admin/orders/stuck", { signal }), get("/api/admin/orders/refunds", { signal })]), ([stuck, refunds]) => [
      h("section", {}, h("h2", {}, "Sagas under way for more than half a minute"),
        h("p", { class: "quiet-text" }, "They go forward by themselves: a sweep resumes each one within a minute. What stays here fails again and again; the last failure says why."),
        stuck.sagas.length === 0 ? h("p", { class: "note" }, "None.") : table(`Sagas: ${count(stuck.sagas.length)}`, ["Saga", "Stands at", "Last failure", "Began", "Heard of", ""], stuck.sagas.map((saga) => [
          h("code", {}, saga.key), saga.step ?? "its beginning", saga.failure ?? "–", dateTime(saga.startedAt), dateTime(saga.heardOfAt),
          h("button", { type: "button", class: "small", "aria-label": `Resume ${saga.key}`, click: () => resume(saga) }, "Resume")]))),
      h("section", {}, h("h2", {}, "Checkouts undecided for more than half a minute"),
        h("p", { class: "quiet-text" }, "The coordinator (Seata) confirms or cancels all their branches; money, points and units are set aside until then. If it is down, start it: nothing else may decide."),
        stuck.checkouts.length === 0 ? h("p", { class: "note" }, "None.") : table(`Orders: ${count(stuck.checkouts.length)}`, ["Order", "Amount", "Status", "Placed"], stuck.checkouts.map((one) => [
          order(one.orderId), money(one.amount), tag(one.status), dateTime(one.placedAt)]))),
      h("section", {}, h("h2", {}, "Refunds that wait"),
        refunds.length === 0 ? h("p", { class: "note" }, "None.") : table(`Refunds: ${count(refunds.length)}`, ["Order", "Amount", "Status", "Asked for by", "Failures", "Last failure", ""], refunds.map((open) => [
          order(open.orderId), money(open.refund.amount), tag(open.refund.status), open.requestedBy, count(open.failures), open.lastFailure ?? "–",
          open.refund.status === "AWAITING_APPROVAL" ? h("div", { class: "who" },
            h("button", { type: "button", class: "small", "aria-label": `Approve the refund of order ${open.orderId}`, click: () => decide(open, "approve") }, "Approve"),
            h("button", { type: "button", class: "small danger", "aria-label": `Deny the refund of order ${open.orderId}`, click: () => decide(open, "deny") }, "Deny")) : ""]))),
    ]);
  }

  await refresh();
}
