// The settlement of a campaign: units from the ledger, money from the orders; as a page to print and as CSV.

import { get } from "../shared/api.js";
import { h, table } from "../shared/dom.js";
import { count, dateTime, money } from "../shared/format.js";
import { csv, download, facts, load, tag } from "./show.js";

const listed = (counts, none) => Object.keys(counts).length === 0 ? [[none, "0"]]
  : Object.entries(counts).sort((a, b) => b[1] - a[1]).map(([name, times]) => [name, count(times)]);

export async function reportView({ main, signal, params }) {
  const id = encodeURIComponent(params.id);
  const place = h("div");
  main.append(h("p", {}, h("a", { href: `#/campaigns/${params.id}` }, "← Campaign")), h("h1", {}, "Settlement report"), place);
  await load(place, signal, () => Promise.all([
    get(`/api/admin/campaigns/${id}`, { signal }),
    get(`/api/admin/orders/summary?campaignId=${id}`, { signal }),
    get(`/api/admin/funnels/${id}`, { signal }).catch(() => null),
    get(`/api/admin/rewards/points/summary?campaignId=${id}`, { signal }).catch(() => null),
  ]), ([campaign, summary, people, points]) => {
    const sum = (part) => campaign.items.reduce((total, item) => total + item[part], 0);
    const rule = (name, holds) => [name, h("span", { class: `tag ${holds ? "good" : "bad"}` }, holds ? "holds" : "BROKEN")];
    const unitsIn = (...statuses) => summary.groups.filter((group) => statuses.includes(group.status)).reduce((total, group) => total + group.units, 0);
    const rules = [
      ["Nothing oversold: held + sold ≤ units, per item", campaign.items.every((item) => item.held + item.sold <= item.total)],
      ["Sold in the ledger = units of paid orders", sum("sold") === unitsIn("PAID", "FULFILLED")],
      ["Held in the ledger = units of unpaid orders", sum("held") === unitsIn("PENDING_PAYMENT", "PAYING")],
      ["The gate never promises more than the ledger allows", campaign.items.every((item) => item.gateAvailable === null || item.gateAvailable <= item.available)],
    ];
    const save = () => download(`campaign-${campaign.id}.csv`, "text/csv", csv([
      ["section", "name", "units or count", "sold", "unsold", "held", "orders", "amount (minor units)", "currency"],
      ...campaign.items.map((item) => ["item", item.sku, item.total, item.sold, item.available, item.held, "", "", item.salePrice.currency]),
      ...summary.groups.map((group) => ["orders", [group.status, group.reason].filter(Boolean).join(" "), group.units, "", "", "", group.orders, group.amount.amount, group.amount.currency]),
      ...Object.entries(people?.refusals ?? {}).map(([reason, times]) => ["refused attempts", reason, times, "", "", "", "", "", ""]),
      ...Object.entries(people?.bots ?? {}).map(([verdict, times]) => ["held for scripts", verdict, times, "", "", "", "", "", ""]),
      ...(people ? [["funnel", "visitors", people.visitors, "", "", "", "", "", ""], ["funnel", "buyers", people.participants ?? people.buyers, "", "", "", "", "", ""],
        ["funnel", "attempts", people.attempts, "", "", "", "", "", ""]] : []),
      ...(points ? [["points", "granted", points.granted, "", "", "", "", "", ""], ["points", "taken back", points.reversed, "", "", "", "", "", ""]] : []),
      ...rules.map(([name, holds]) => ["rule", name, holds ? "holds" : "BROKEN", "", "", "", "", "", ""]),
    ]));
    return [
      facts([["Campaign", campaign.name], ["Status", tag(campaign.status)], ["Window", `${dateTime(campaign.startsAt)} – ${dateTime(campaign.endsAt)}`],
        ["Units sold", `${count(sum("sold"))} of ${count(sum("total"))}`], ["Report made", dateTime(new Date().toISOString())]]),
      table("Items", ["Item", "Units", "Sold", "Unsold", "Held"], campaign.items.map((item) => [
        `${item.name} (${item.sku})`, count(item.total), count(item.sold), count(item.available), count(item.held)])),
      summary.groups.length === 0 ? h("p", { class: "note" }, "No orders.") : table("Orders and money", ["Status", "Reason", "Orders", "Units", "Amount"], summary.groups.map((group) => [
        tag(group.status), group.reason ?? "", count(group.orders), count(group.units), money(group.amount)])),
      people ? h("div", { class: "columns" },
        table("Refused attempts", ["Reason", "Attempts"], listed(people.refusals, "none")),
        table("Held for scripts, by what followed", ["Verdict", "Requests"], listed(people.bots, "nobody")),
        table("People", ["Who", "Count"], [["Visitors (estimated within 2 %)", count(people.visitors)],
          [`Buyers (${people.participants === null ? "estimated" : "exact"})`, count(people.participants ?? people.buyers)], ["Attempts", count(people.attempts)]]))
        : h("p", { class: "note warn" }, "Refusals and scripts are not known: the edge Redis does not answer."),
      points ? table("Points", ["Granted", "Taken back", "Kept by buyers"], [[count(points.granted), count(points.reversed), count(points.granted - points.reversed)]])
        : h("p", { class: "note warn" }, "Points are not known: reward-service does not answer."),
      table("Rules", ["Rule", ""], rules.map(([name, holds]) => rule(name, holds))),
      h("div", { class: "actions" },
        h("button", { type: "button", class: "primary", click: save }, "Download CSV"),
        h("button", { type: "button", click: () => print() }, "Print")),
    ];
  });
}
