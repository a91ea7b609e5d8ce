// The sale as it runs: one event every two seconds from the gateway, however much happens behind it.

import { follow } from "../shared/api.js";
import { h, setText, table } from "../shared/dom.js";
import { count, dateTime } from "../shared/format.js";
import { chart } from "./chart.js";
import { figures, problemNote, tag } from "./show.js";

const KEPT = 300;

export async function liveView({ main, signal, params }) {
  const heading = h("h1", {}, "Live sale");
  const connection = h("p", { class: "now" }, "Connecting …");
  const top = h("div");
  const people = h("div");
  const stock = h("div");
  const sides = h("div", { class: "columns" });
  const sales = chart("Units per second", "taken (held and sold)", "attempts");
  const points = [];
  main.append(
    h("p", {}, h("a", { href: `#/campaigns/${params.id}` }, "← Campaign")), heading, connection, top, people,
    h("h2", {}, "Units per second"), sales.node, stock, sides);

  function funnel(steps, sold) {
    if (!steps) return h("p", { class: "note warn" }, "How far shoppers get is not known: the edge Redis does not answer.");
    const rows = [
      ["Visitors", steps.visitors, "devices, estimated within 2 %"],
      ["Got a purchase token", steps.tokenHolders, `people, estimated; ${count(steps.tokens)} tokens`],
      ["Tried to buy", steps.participants ?? steps.buyers, `people, ${steps.participants === null ? "estimated" : "exact"}; ${count(steps.attempts)} attempts`],
      ["Won", steps.admitted, "answers with an order, repeated ones included"],
      ["Paid", sold, "units, from the ledger"],
    ];
    const most = Math.max(1, ...rows.map(([, value]) => value));
    return table("From visit to payment", ["Step", "Count", "Of the widest step", "What is counted"], rows.map(([name, value, what]) => [
      name, count(value), h("progress", { value: String(value), max: String(most), "aria-label": `${name}: ${Math.round(value / most * 100)} %` }), what]));
  }

  const counted = (caption, counts, none) => table(caption, ["Reason", "Count"],
    Object.keys(counts).length === 0 ? [[none, "0"]] : Object.entries(counts).sort((a, b) => b[1] - a[1]).map(([reason, times]) => [reason, count(times)]));

  function show(event) {
    setText(connection, `As of ${dateTime(event.at)}`);
    setText(heading, `Live: ${event.campaign?.name ?? `campaign ${params.id}`}`);
    const items = event.campaign?.items ?? [];
    const sum = (part) => items.reduce((total, item) => total + (item[part] ?? 0), 0);
    points.push({ at: Date.parse(event.at), first: event.rates.taken, second: event.rates.attempts });
    if (points.length > KEPT) points.shift();
    sales.draw(points);
    top.replaceChildren(figures([
      ["Status", event.campaign ? tag(event.campaign.status) : "–"],
      ["Attempts", count(event.funnel?.attempts)],
      ["Won", count(event.funnel?.admitted)],
      ["Units held", count(sum("held"))],
      ["Units sold", count(sum("sold"))],
      ["Attempts /s, all sales", count(Math.round(event.rates.attempts))],
      ["Units /s", count(Math.round(event.rates.taken))],
    ]));
    people.replaceChildren(funnel(event.funnel, sum("sold")));
    stock.replaceChildren(table("Stock, gate and ledger side by side", ["Item", "Units", "Held", "Sold", "Free in ledger", "Free in gate", "Gate agrees"], items.map((item) => {
      const gap = item.gateAvailable === null ? null : item.available - item.gateAvailable;
      return [item.name, count(item.total), count(item.held), count(item.sold), count(item.available), count(item.gateAvailable),
        gap === null ? h("span", { class: "tag bad" }, "gate not ready")
          : gap < 0 ? h("span", { class: "tag bad" }, `gate is ${count(-gap)} above`)
            : h("span", { class: "tag good" }, gap === 0 ? "yes" : `${count(gap)} on their way`)];
    })));
    sides.replaceChildren(...[
      event.funnel ? counted("Refusals of this campaign", event.funnel.refusals, "none") : null,
      event.funnel ? counted("Held for scripts, by what followed", event.funnel.bots, "nobody") : null,
      counted("Refusals of all campaigns, since the gateway and services started", Object.fromEntries(event.refusals.map((one) => [one.reason, one.count])), "none"),
      table("Lags", ["What", "Now"], [
        ["Attempts waiting in lanes", count(event.lags.laneDepth)],
        ["Oldest event not sent (ms)", count(event.lags.outboxAgeMillis)],
        ["Messages parked", count(event.lags.parked)],
        ["Journal entries not in the ledger", count(event.lags.journal)],
        ["Oldest of them (ms)", count(event.lags.journalAgeMillis)],
        ["Slowest message lately, from sent to heard (ms)", count(event.lags.messageDelayMillis)]]),
      table("Services", ["Service", "Health"], event.services.map((service) => [service.name, tag(service.health)]))].filter(Boolean));
  }

  follow(`/api/admin/live?campaignId=${encodeURIComponent(params.id)}`, {
    signal,
    onEvent: show,
    onState: (state) => { if (state === "away") setText(connection, "Connection lost; trying again …"); },
  }).catch((problem) => { if (!signal.aborted) connection.replaceWith(problemNote(problem)); });
}
