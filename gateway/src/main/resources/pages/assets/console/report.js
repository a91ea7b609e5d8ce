// The settlement of a campaign: units from the ledger, money from the orders; as a page to print and as CSV.

import { get } from "../shared/api.js";
import { h, table } from "../shared/dom.js";
import { count, dateTime, money } from "../shared/format.js";
import { csv, download, facts, load, tag } from "./show.js";

export async function reportView({ main, signal, params }) {
  const id = encodeURIComponent(params.id);
  const place = h("div");
  main.append(h("p", {}, h("a", { href: `#/campaigns/${params.id}` }, "← Campaign")), h("h1", {}, "Settlement report"), place);
  await load(place, signal, () => Promise.all([
    get(`/api/admin/campaigns/${id}`, { signal }),
    get(`/api/admin/orders/summary?campaignId=${id}`, { signal }),
  ]), ([campaign, summary]) => {
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
      ["section", "name", "units total", "sold", "unsold", "held", "orders", "amount (minor units)", "currency"],
      ...campaign.items.map((item) => ["item", item.sku, item.total, item.sold, item.available, item.held, "", "", item.salePrice.currency]),
      ...summary.groups.map((group) => ["orders", [group.status, group.reason].filter(Boolean).join(" "), group.units, "", "", "", group.orders, group.amount.amount, group.amount.currency]),
      ...rules.map(([name, holds]) => ["rule", name, holds ? "holds" : "BROKEN", "", "", "", "", "", ""]),
    ]));
    return [
      facts([["Campaign", campaign.name], ["Status", tag(campaign.status)], ["Window", `${dateTime(campaign.startsAt)} – ${dateTime(campaign.endsAt)}`],
        ["Units sold", `${count(sum("sold"))} of ${count(sum("total"))}`], ["Report made", dateTime(new Date().toISOString())]]),
      table("Items", ["Item", "Units", "Sold", "Unsold", "Held"], campaign.items.map((item) => [
        `${item.name} (${item.sku})`, count(item.total), count(item.sold), count(item.available), count(item.held)])),
      summary.groups.length === 0 ? h("p", { class: "note" }, "No orders.") : table("Orders and money", ["Status", "Reason", "Orders", "Units", "Amount"], summary.groups.map((group) => [
        tag(group.status), group.reason ?? "", count(group.orders), count(group.units), money(group.amount)])),
      table("Rules", ["Rule", ""], rules.map(([name, holds]) => rule(name, holds))),
      h("div", { class: "actions" },
        h("button", { type: "button", class: "primary", click: save }, "Download CSV"),
        h("button", { type: "button", click: () => print() }, "Print")),
    ];
  });
}
