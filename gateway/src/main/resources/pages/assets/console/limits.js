// Rules and quotas, next to what they let pass and hold back right now on the gateway that answers.

import { get, put } from "../shared/api.js";
import { ask, fault, field, h, table } from "../shared/dom.js";
import { count } from "../shared/format.js";
import { announce, facts, problemNote } from "./show.js";

const REFRESH_MS = 3000;

export async function limitsView({ main, signal }) {
  const answer = h("div", { role: "status" });
  const place = h("div");
  let limits = null;
  let before = null;
  main.append(h("h1", {}, "Limits"),
    h("p", { class: "quiet-text" }, "Limits are the same on all gateways; the counts are those of the gateway that answers this page, since it started."),
    h("div", { class: "actions" }, h("button", { type: "button", click: change }, "Change …")), answer, place);

  async function change() {
    if (!limits) return;
    const text = h("textarea", { rows: "16", class: "mono", spellcheck: "false", value: JSON.stringify(limits, null, 2) });
    const wish = await ask({
      title: "Change the limits", confirm: "Put in force", cancel: "Back",
      body: [h("p", {}, `In force is version ${count(limits.version)}. The next one is in force on every gateway within a second, and in the audit log. What is not valid changes nothing.`), field("Limits", text)],
      read: () => {
        try {
          return JSON.parse(text.value);
        } catch (problem) {
          fault(text, problem.message);
          return undefined;
        }
      },
    });
    if (!wish) return;
    try {
      const { version } = await put("/api/admin/limits", wish);
      answer.replaceChildren(h("p", { class: "note good" }, `Version ${count(version)} is in force.`));
      announce(`Version ${version} is in force.`);
    } catch (problem) {
      answer.replaceChildren(problemNote(problem));
    }
    await read();
  }

  const perSecond = (now, then, seconds) => (then === undefined || seconds <= 0 ? "–" : count(Math.round(Math.max(0, now - then) / seconds)));

  function rule(one) {
    const whom = one.paramItem ? { 0: "per address", 2: `per ${one.paramItem.fieldName?.toLowerCase()}` }[one.paramItem.parseStrategy] ?? "per parameter" : "altogether";
    return `${count(one.count)} in ${count(one.intervalSec)} s ${whom}, bursts of ${count(one.burst)}`;
  }

  function draw(now, seconds) {
    const { effects } = now;
    const seen = Object.fromEntries(effects.capacity.map((one) => [one.resource, one]));
    const rules = Map.groupBy(limits.flow, (one) => one.resource);
    const flow = (resource, said) => {
      const here = seen[resource] ?? { passing: 0, blocked: 0, underWay: 0, passedLately: 0, blockedLately: 0 };
      return [h("code", {}, resource), said, count(here.passing), count(here.blocked), count(here.passedLately), count(here.blockedLately), count(here.underWay)];
    };
    const heads = ["", "Limit", "Passing /s", "Blocked /s", "Passed, last minute", "Blocked, last minute", "Under way"];
    return [
      table("Requests per route (Sentinel)", ["Route", ...heads.slice(1)], [...rules].map(([resource, of]) => flow(resource, of.map((one, i) => [i ? h("br") : "", rule(one)])))),
      table("Services behind the gateway (circuit breakers)", ["Service", ...heads.slice(1)], limits.circuits.map((one) => flow(`service-${one.service}`,
        `left alone for ${count(one.openSeconds)} s when ${Math.round(one.errorRatio * 100)} % of ${count(one.minRequests)} or more fail`))),
      table("Quotas of all gateways together", ["Quota", "Limit", "Passed", "Refused", "Passing /s", "Refusing /s"], Object.entries(limits.quotas).map(([name, quota]) => {
        const here = effects.quotas[name] ?? { passed: 0, refused: 0 };
        const then = before?.effects.quotas[name];
        return [name, `${count(quota.requests)} in ${count(quota.seconds)} s`, count(here.passed), count(here.refused), perSecond(here.passed, then?.passed, seconds), perSecond(here.refused, then?.refused, seconds)];
      })),
      h("div", { class: "columns" },
        table("Refused by the gateway", ["Reason", "Count", "Per second"], listed(effects.refusals, before?.effects.refusals, seconds)),
        table("Callers something spoke against", ["What followed", "Count", "Per second"], listed(effects.verdicts, before?.effects.verdicts, seconds))),
      h("section", {}, h("h2", {}, "Who gets nothing"), facts([["Addresses", limits.blocked.addresses.join(", ") || "none"], ["Buyers", limits.blocked.buyers.join(", ") || "none"], ["Devices", limits.blocked.devices.join(", ") || "none"]])),
      h("section", {}, h("h2", {}, "Risk and the rest"), facts([...Object.entries(limits.risk), ...Object.entries(limits.system).map(([name, value]) => [name, value ?? "not limited"]),
        ["signed campaigns", limits.signedCampaigns.join(", ") || "none"], ["version", limits.version]].map(([name, value]) => [name, String(value)]))),
    ];
  }

  function listed(counts, then, seconds) {
    const rows = Object.entries(counts).sort((a, b) => b[1] - a[1]);
    return rows.length === 0 ? [["none", "0", "0"]] : rows.map(([name, times]) => [name, count(times), perSecond(times, then ? then[name] ?? 0 : undefined, seconds)]);
  }

  async function read() {
    try {
      const [inForce, effects] = await Promise.all([get("/api/admin/limits", { signal }), get("/api/admin/limits/effects", { signal })]);
      if (signal.aborted) return;
      limits = inForce;
      const now = { at: performance.now(), effects };
      const scrolled = Array.from(place.querySelectorAll(".scroll"), (one) => one.scrollLeft);
      place.replaceChildren(...draw(now, before ? (now.at - before.at) / 1000 : 0));
      place.querySelectorAll(".scroll").forEach((one, i) => { one.scrollLeft = scrolled[i] ?? 0; });
      before = now;
    } catch (problem) {
      if (!signal.aborted) place.replaceChildren(problemNote(problem));
    }
  }

  await read();
  const again = setInterval(() => { if (!document.hidden && !place.contains(document.activeElement)) read(); }, REFRESH_MS);
  signal.addEventListener("abort", () => clearInterval(again));
}
