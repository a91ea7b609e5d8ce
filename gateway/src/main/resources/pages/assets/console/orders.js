// Orders: find them, and see what happened to one of them.

import { get, post } from "../shared/api.js";
import { ask, field, h, table } from "../shared/dom.js";
import { count, dateTime, money } from "../shared/format.js";
import { announce, facts, load, problemNote, tag } from "./show.js";

const STATUSES = ["", "PENDING_PAYMENT", "PAYING", "PAID", "FULFILLED", "CANCELLED", "REFUNDING", "REFUNDED"];

export async function ordersView({ main, signal }) {
  const orderId = h("input", { inputmode: "numeric", autocomplete: "off" });
  const buyerId = h("input", { autocomplete: "off" });
  const campaignId = h("input", { inputmode: "numeric", autocomplete: "off" });
  const status = h("select", {}, STATUSES.map((one) => h("option", { value: one }, one || "any")));
  const since = h("input", { type: "datetime-local", step: "1" });
  const until = h("input", { type: "datetime-local", step: "1" });
  const place = h("div");

  function query(before) {
    const wanted = { buyerId: buyerId.value.trim(), campaignId: campaignId.value.trim(), status: status.value, before,
      since: since.value && new Date(since.value).toISOString(), until: until.value && new Date(until.value).toISOString() };
    return new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)).toString();
  }

  const find = (before) => load(place, signal, () => get(`/api/admin/orders?${query(before)}`, { signal }), (page) => page.items.length === 0
    ? h("p", { class: "note" }, "No order fits.")
    : [table("Orders, newest first", ["Order", "Buyer", "Campaign", "Item", "Amount", "Status", "Placed"], page.items.map((order) => [
      h("a", { href: `#/orders/${order.orderId}` }, order.orderId), order.buyerId, order.campaignId, `${order.quantity} × ${order.sku}`,
      money(order.amount), tag(order.status), dateTime(order.placedAt)])),
    page.next ? h("div", { class: "actions" }, h("button", { type: "button", click: () => find(page.next) }, "Older orders")) : null]);

  main.append(h("h1", {}, "Orders"),
    h("form", { class: "card", submit: (event) => {
      event.preventDefault();
      if (orderId.value.trim()) location.hash = `#/orders/${encodeURIComponent(orderId.value.trim())}`;
      else find();
    } },
      h("div", { class: "row" }, field("Order id", orderId), field("Buyer", buyerId), field("Campaign id", campaignId),
        field("Status", status), field("Placed since", since), field("Placed until", until)),
      h("div", { class: "actions" }, h("button", { class: "primary" }, "Find"))),
    place);
  await find();
}

export async function orderView({ main, signal, params }) {
  const path = `/api/admin/orders/${encodeURIComponent(params.id)}`;
  const place = h("div");
  const answer = h("div", { role: "status" });
  main.append(h("p", {}, h("a", { href: "#/orders" }, "← Orders")), h("h1", {}, `Order ${params.id}`), answer, place);

  async function refund(order) {
    const sure = await ask({
      title: "Refund this order?", confirm: "Refund", cancel: "Back", danger: true,
      body: h("p", {}, `${money(order.amount)} go back to the buyer, points are taken back, ${order.quantity} units return to the sale.`),
    });
    if (!sure) return;
    try {
      await post(`${path}/refund`);
      answer.replaceChildren(h("p", { class: "note good" }, "The refund is under way."));
      announce("The refund is under way.");
    } catch (problem) {
      answer.replaceChildren(problemNote(problem));
    }
    await show();
  }

  /** What happened at all services, oldest first, and which of them did not tell. */
  async function timeline() {
    const id = encodeURIComponent(params.id);
    const lost = [];
    const told = (service, where, path, said) => get(path, { signal })
      .then((entries) => entries.map((entry) => ({ at: entry.at, where, ...said(entry) })))
      .catch(() => { lost.push(service); return []; });
    const [known, money, points] = await Promise.all([
      get(`${path}/timeline`, { signal }),
      told("payment-service", "payment", `/api/admin/payments/orders/${id}`, ({ what, detail }) => ({ what, detail })),
      told("reward-service", "reward", `/api/admin/rewards/points/orders/${id}`, (entry) => ({ what: entry.kind, detail: `${count(entry.points)} points, ${entry.reference}` })),
    ]);
    return { ...known, missing: [...known.missing, ...lost], entries: [...known.entries, ...money, ...points].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) };
  }

  async function show() {
    await load(place, signal, timeline, ({ order, buyerId, entries, missing }) => [
      facts([["Buyer", buyerId], ["Campaign", h("a", { href: `#/campaigns/${order.campaignId}` }, order.campaignId)],
        ["Item", `${order.quantity} × ${order.sku}`], ["Amount", money(order.amount)],
        ["Status", [tag(order.status), order.reason ? ` ${order.reason}` : ""]], ["Pay before", dateTime(order.payBefore)]]),
      missing.length ? h("p", { class: "note warn" }, `Not asked or no answer: ${missing.join(", ")}.`) : null,
      order.status === "FULFILLED" ? h("div", { class: "actions" }, h("button", { type: "button", class: "danger", click: () => refund(order) }, "Refund")) : null,
      h("h2", {}, "Timeline"),
      h("ol", { class: "timeline" }, entries.map((entry) => h("li", {},
        h("strong", {}, entry.what), " ", h("span", { class: "tag" }, entry.where), h("br"),
        h("span", { class: "quiet-text" }, dateTime(entry.at), entry.detail ? ` · ${entry.detail}` : ""),
        entry.traceId ? [h("br"), "Trace ", h("code", {}, entry.traceId)] : null))),
    ]);
  }

  await show();
}
