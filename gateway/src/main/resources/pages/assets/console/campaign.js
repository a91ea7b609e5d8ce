// One campaign: what it is, what may be done to it now, what a dry run says.

import { get, post } from "../shared/api.js";
import { ask, fault, field, h, table } from "../shared/dom.js";
import { count, dateTime, money } from "../shared/format.js";
import { uuid } from "../shared/session.js";
import { announce, facts, load, localInput, problemNote, tag } from "./show.js";

/** Steps by status; `danger` asks first. */
const STEPS = {
  DRAFT: ["schedule", "cancel"],
  SCHEDULED: ["warm-up", "cancel"],
  WARMED: ["open", "warm-up", "cancel"],
  OPEN: ["pause", "stop"],
  PAUSED: ["resume", "stop"],
  CLOSED: ["settle"],
  SETTLED: [],
  CANCELLED: [],
};

const WORDS = {
  schedule: ["Schedule", "Shoppers see the campaign from now on."],
  "warm-up": ["Warm up", "The stock gate is filled from the ledger. Nothing is sold yet."],
  open: ["Open", "The sale runs from its start time on.", "Open this sale?"],
  pause: ["Pause", "Nothing more is admitted until it is resumed. Orders stay payable."],
  resume: ["Resume", "The sale goes on."],
  stop: ["Stop the sale", "Ends the sale for good, at once. Orders that were accepted stay payable."],
  cancel: ["Cancel campaign", "It disappears from the shop and cannot come back."],
  settle: ["Settle", "Closes the books. Only possible when no unit is held by an unpaid order any more.", "Settle this campaign?"],
};

const DANGER = new Set(["stop", "cancel", "settle"]);
const ENDED = new Set(["CLOSED", "SETTLED", "CANCELLED"]);

export async function campaignView({ main, signal, params }) {
  const path = `/api/admin/campaigns/${encodeURIComponent(params.id)}`;
  const place = h("div");
  const answer = h("div", { role: "status" });
  const heading = h("h1", {}, "Campaign");
  main.append(h("p", {}, h("a", { href: "#/" }, "← Campaigns")), heading, answer, place);

  async function refresh() {
    await load(place, signal, () => get(path, { signal }), draw);
  }

  async function run(doing) {
    answer.replaceChildren();
    try {
      const done = await doing();
      if (done) {
        answer.replaceChildren(h("p", { class: "note good" }, done));
        announce(done);
      }
    } catch (problem) {
      answer.replaceChildren(problem.code === "second-operator-needed"
        ? h("p", { class: "note warn" }, problem.message)
        : problemNote(problem));
    }
    await refresh();
  }

  const step = (verb) => async () => {
    const [label, effect, question] = WORDS[verb];
    if (DANGER.has(verb) || verb === "open") {
      const sure = await ask({ title: question ?? `${label}?`, body: h("p", {}, effect), confirm: label, cancel: "Back", danger: DANGER.has(verb) });
      if (!sure) return;
    }
    await run(async () => {
      const campaign = await post(`${path}/${verb}`);
      return `The campaign is ${campaign.status} now.`;
    });
  };

  async function changeStock(item, kind) {
    const units = h("input", { inputmode: "numeric" });
    const reason = h("input", { maxlength: "200" });
    const key = uuid();
    const free = item.gateAvailable ?? item.available;
    const wish = await ask({
      title: kind === "APPEND" ? `Append units of ${item.sku}` : `Withdraw units of ${item.sku}`,
      body: [
        h("p", {}, kind === "APPEND" ? `${count(item.total)} units are planned now.` : `${count(free)} units are neither held nor sold; no more can be withdrawn.`),
        field("Units", units), field("Reason", reason, "Goes into the audit log."),
      ],
      confirm: kind === "APPEND" ? "Append" : "Withdraw", cancel: "Back", danger: kind === "WITHDRAW",
      read: () => {
        const number = /^\d{1,8}$/.test(units.value) ? Number(units.value) : 0;
        fault(units, number >= 1 ? null : "1 to 10,000,000 units.");
        fault(reason, reason.value.trim() ? null : "Say why.");
        return number >= 1 && reason.value.trim() ? { kind, units: number, reason: reason.value.trim() } : undefined;
      },
    });
    if (!wish) return;
    await run(async () => {
      const change = await post(`${path}/items/${encodeURIComponent(item.sku)}/stock-changes`, wish, { headers: { "Idempotency-Key": key } });
      return `${change.kind} of ${count(change.units)} units: ${change.status}.`;
    });
  }

  async function copy(campaign) {
    const name = h("input", { maxlength: "100", value: `${campaign.name} (copy)` });
    const startsAt = h("input", { type: "datetime-local", step: "1", value: localInput(new Date(Date.now() + 600000)) });
    const endsAt = h("input", { type: "datetime-local", step: "1", value: localInput(new Date(Date.now() + 4200000)) });
    const wish = await ask({
      title: "Clone this campaign", body: [field("Name", name), field("Starts", startsAt), field("Ends", endsAt)], confirm: "Clone", cancel: "Back",
      read: () => {
        const fine = new Date(endsAt.value) > new Date(startsAt.value);
        fault(endsAt, fine ? null : "The end must be after the start.");
        return fine && name.value.trim()
          ? { name: name.value.trim(), startsAt: new Date(startsAt.value).toISOString(), endsAt: new Date(endsAt.value).toISOString() }
          : undefined;
      },
    });
    if (!wish) return;
    answer.replaceChildren();
    try {
      location.hash = `#/campaigns/${(await post(`${path}/clone`, wish)).id}`;
    } catch (problem) {
      answer.replaceChildren(problemNote(problem));
    }
  }

  function draw(campaign) {
    heading.textContent = campaign.name;
    const checks = h("div");
    const dryRun = () => load(checks, signal, () => get(`${path}/checklist`, { signal }), (list) => [
      h("p", { class: `note ${list.ready ? "good" : "warn"}` }, list.ready ? "Everything is ready for the next step." : "Something still needs a look."),
      table("Dry run", ["", "Check", "Finding"], list.checks.map((check) => [
        h("span", { class: `tag ${check.passed ? "good" : "bad"}` }, check.passed ? "passed" : "open"), check.name, check.finding])),
    ]);
    return [
      facts([["Status", tag(campaign.status)], ["Id", h("code", {}, campaign.id)], ["Starts", dateTime(campaign.startsAt)],
        ["Ends", dateTime(campaign.endsAt)], ["Time to pay", `${count(campaign.payWithinSeconds)} s`]]),
      h("div", { class: "actions" },
        STEPS[campaign.status].map((verb, i) => h("button", {
          type: "button", title: WORDS[verb][1], class: DANGER.has(verb) ? "danger" : i === 0 ? "primary" : "", click: step(verb),
        }, WORDS[verb][0])),
        h("button", { type: "button", click: () => copy(campaign) }, "Clone"),
        h("a", { class: "button", href: `#/campaigns/${campaign.id}/live` }, "Live"),
        h("a", { class: "button", href: `#/campaigns/${campaign.id}/report` }, "Report")),
      table("Items: what the ledger says and what the gate would still promise",
        ["Item", "Price", "Units", "Held", "Sold", "Free in ledger", "Free in gate", "Per buyer", "Stock"],
        campaign.items.map((item) => [
          [h("strong", {}, item.name), h("br"), h("code", {}, item.sku)], money(item.salePrice), count(item.total), count(item.held), count(item.sold),
          count(item.available), count(item.gateAvailable), count(item.perBuyerLimit),
          ENDED.has(campaign.status) ? "–" : h("div", { class: "who" },
            h("button", { type: "button", class: "small", "aria-label": `Append units of ${item.sku}`, click: () => changeStock(item, "APPEND") }, "Append"),
            h("button", { type: "button", class: "small", "aria-label": `Withdraw units of ${item.sku}`, click: () => changeStock(item, "WITHDRAW") }, "Withdraw"))])),
      ENDED.has(campaign.status) ? null : h("section", {}, h("h2", {}, "Dry run"),
        h("button", { type: "button", click: dryRun }, "Check everything"), checks),
      stockChanges(campaign),
    ];
  }

  function stockChanges(campaign) {
    const changes = h("div");
    Promise.all(campaign.items.map(async (item) =>
      (await get(`${path}/items/${encodeURIComponent(item.sku)}/stock-changes`, { signal })).map((change) => ({ sku: item.sku, ...change }))))
      .then((lists) => {
        const all = lists.flat();
        if (all.length > 0 && !signal.aborted) {
          changes.append(table("Stock changes", ["When", "Item", "Change", "Units", "Status", "Operator", "Reason"], all.map((change) => [
            dateTime(change.requestedAt), change.sku, change.kind, count(change.units), change.status, change.operator, change.reason])));
        }
      })
      .catch(() => {});
    return changes;
  }

  await refresh();
}
