// A new campaign, checked while it is typed by the rules the service applies.

import { post } from "../shared/api.js";
import { fault, field, h } from "../shared/dom.js";
import { minorUnits } from "../shared/format.js";
import { localInput, problemNote } from "./show.js";

const MINUTE = 60000;

function whole(text, least, most) {
  const number = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
  return number >= least && number <= most ? number : null;
}

export async function newCampaignView({ main }) {
  const touched = new Set();
  const name = h("input", { maxlength: "100", autocomplete: "off" });
  const startsAt = h("input", { type: "datetime-local", step: "1", value: localInput(new Date(Date.now() + 5 * MINUTE)) });
  const endsAt = h("input", { type: "datetime-local", step: "1", value: localInput(new Date(Date.now() + 65 * MINUTE)) });
  const payWithin = h("input", { inputmode: "numeric", value: "900" });
  const currency = h("input", { maxlength: "3", value: "CNY", autocomplete: "off" });
  const items = h("div");
  const answer = h("div");
  const submit = h("button", { class: "primary" }, "Create as draft");
  let rows = [];

  function itemRow() {
    const row = {
      sku: h("input", { maxlength: "64", autocomplete: "off" }),
      name: h("input", { maxlength: "200", autocomplete: "off" }),
      salePrice: h("input", { inputmode: "decimal" }),
      listPrice: h("input", { inputmode: "decimal" }),
      total: h("input", { inputmode: "numeric", value: "100" }),
      perBuyerLimit: h("input", { inputmode: "numeric", value: "1" }),
    };
    row.node = h("fieldset", {}, h("legend", {}, `Item ${rows.length + 1}`),
      h("div", { class: "row" },
        field("SKU", row.sku, "Letters, digits, - and _"), field("Name", row.name),
        field("Sale price", row.salePrice), field("List price", row.listPrice),
        field("Units", row.total), field("Limit per buyer", row.perBuyerLimit)),
      rows.length > 0 ? h("button", { type: "button", class: "danger small", click: () => {
        rows = rows.filter((one) => one !== row);
        row.node.remove();
        rows.forEach((one, i) => { one.node.querySelector("legend").textContent = `Item ${i + 1}`; });
        check();
      } }, "Remove item") : null);
    rows.push(row);
    items.append(row.node);
  }

  /** The request, or null while something is wrong; faults show at fields that were touched. */
  function check() {
    let fine = true;
    const require = (input, good, message) => {
      if (!good) fine = false;
      fault(input, good || !touched.has(input) ? null : message);
    };
    const starts = new Date(startsAt.value);
    const ends = new Date(endsAt.value);
    require(name, name.value.trim(), "A campaign needs a name.");
    require(startsAt, !Number.isNaN(starts.getTime()), "When does the sale begin?");
    require(endsAt, ends > starts && ends > new Date(), "The end must be after the start, and in the future.");
    require(payWithin, whole(payWithin.value, 5, 86400) !== null, "5 to 86400 seconds.");
    const knownCurrency = /^[A-Z]{3}$/.test(currency.value);
    require(currency, knownCurrency, "Three capital letters, such as CNY.");
    const skus = rows.map((row) => row.sku.value);
    const wanted = rows.map((row, i) => {
      const sale = knownCurrency ? minorUnits(row.salePrice.value, currency.value) : null;
      const list = knownCurrency ? minorUnits(row.listPrice.value, currency.value) : null;
      require(row.sku, /^[A-Za-z0-9_-]{1,64}$/.test(skus[i]) && skus.indexOf(skus[i]) === i, "1 to 64 letters, digits, - or _, once per campaign.");
      require(row.name, row.name.value.trim(), "Shoppers see this name.");
      require(row.salePrice, sale !== null, `An amount in ${currency.value}, such as 9.90.`);
      require(row.listPrice, list !== null && (sale === null || sale <= list), "An amount, not below the sale price.");
      require(row.total, whole(row.total.value, 1, 10000000) !== null, "1 to 10,000,000 units.");
      require(row.perBuyerLimit, whole(row.perBuyerLimit.value, 1, 10000) !== null, "1 to 10,000 units.");
      return {
        sku: skus[i], name: row.name.value.trim(),
        salePrice: { amount: sale, currency: currency.value }, listPrice: { amount: list, currency: currency.value },
        total: Number(row.total.value), perBuyerLimit: Number(row.perBuyerLimit.value),
      };
    });
    submit.setAttribute("aria-disabled", String(!fine));
    return fine ? {
      name: name.value.trim(), startsAt: starts.toISOString(), endsAt: ends.toISOString(),
      payWithinSeconds: Number(payWithin.value), items: wanted,
    } : null;
  }

  const form = h("form", { novalidate: true, submit: async (event) => {
    event.preventDefault();
    form.querySelectorAll("input").forEach((input) => touched.add(input));
    const request = check();
    if (!request) {
      form.querySelector("[aria-invalid]")?.focus();
      return;
    }
    try {
      location.hash = `#/campaigns/${(await post("/api/admin/campaigns", request)).id}`;
    } catch (problem) {
      answer.replaceChildren(problemNote(problem));
    }
  } },
    h("div", { class: "card" },
      field("Name", name),
      h("div", { class: "row" },
        field("Starts", startsAt, "Your local time"), field("Ends", endsAt, "Your local time"),
        field("Seconds to pay", payWithin), field("Currency", currency))),
    items,
    h("div", { class: "actions" }, h("button", { type: "button", click: () => { itemRow(); check(); } }, "Add an item"), submit),
    answer);
  form.addEventListener("input", (event) => { touched.add(event.target); check(); });
  main.append(h("p", {}, h("a", { href: "#/" }, "← Campaigns")), h("h1", {}, "New campaign"), form);
  itemRow();
  check();
}
