// What is on sale, kept fresh for every view that shows it.

import { call } from "../shared/api.js";
import { sample, serverNow } from "../shared/clock.js";
import { h, setText } from "../shared/dom.js";
import { money, remaining, time } from "../shared/format.js";
import { deviceId } from "../shared/session.js";
import { t, why } from "./words.js";

const REFRESH_MS = 3000;

const names = new Map();
let listed = false;

async function refresh(signal, campaignId) {
  const path = campaignId ? `/api/campaigns/${encodeURIComponent(campaignId)}` : "/api/campaigns";
  const { body, sentAt, receivedAt } = await call("GET", path, { headers: { "Device-Id": deviceId() }, signal });
  const known = [body].flat();
  listed ||= !campaignId;
  for (const campaign of known) for (const item of campaign.items) names.set(`${campaign.id}/${item.sku}`, item.name);
  const told = known.find((campaign) => campaign.serverTime);
  if (told) sample(told.serverTime, sentAt, receivedAt);
  return known;
}

/** Calls `show` with the campaigns (or one) now and whenever they were read again, `tick` four times a second. */
export async function watchCampaigns(signal, show, tick, fail, campaignId) {
  async function once() {
    try {
      const fresh = await refresh(signal, campaignId);
      if (!signal.aborted) show(fresh);
    } catch (problem) {
      if (!signal.aborted) fail(problem);
    }
  }
  await once();
  const ticking = setInterval(tick, 250);
  tick();
  const refreshing = setInterval(() => { if (!document.hidden) once(); }, REFRESH_MS);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) once(); }, { signal });
  signal.addEventListener("abort", () => { clearInterval(ticking); clearInterval(refreshing); });
}

/** The name of an item, its SKU while the campaign is not known. */
export function itemName(campaignId, sku) {
  return names.get(`${campaignId}/${sku}`) ?? sku;
}

export async function knowCampaigns(signal) {
  if (!listed) await refresh(signal).catch(() => []);
}

/** `soon`, `open`, `paused` or `over`, with the milliseconds until the next change. */
export function phase(campaign, at) {
  const startsAt = Date.parse(campaign.startsAt);
  const endsAt = Date.parse(campaign.endsAt);
  if (campaign.status === "CLOSED" || campaign.status === "SETTLED" || at >= endsAt) return { name: "over", left: 0 };
  if (campaign.status === "PAUSED") return { name: "paused", left: endsAt - at };
  if (at < startsAt) return { name: "soon", left: startsAt - at };
  return { name: campaign.status === "OPEN" ? "open" : "soon", left: campaign.status === "OPEN" ? endsAt - at : 0 };
}

export function phaseText({ name, left }) {
  if (name === "over") return t("over");
  if (name === "paused") return t("paused");
  if (name === "soon") return left > 0 ? `${t("startsIn")} ${remaining(left)}` : t("scheduled");
  return `${t("endsIn")} ${remaining(left)}`;
}

export function claimedBar(item) {
  if (item.soldOut || item.claimedPercent === undefined || item.claimedPercent === null) return null;
  const label = t("claimed", { percent: item.claimedPercent });
  return h("div", { class: "quiet-text" },
    h("progress", { value: item.claimedPercent, max: "100", "aria-label": label }), label);
}

export async function campaignsView({ main, signal }) {
  const clock = h("p", { class: "now" });
  const note = h("p", { class: "note" });
  const list = h("div");
  main.append(h("h1", {}, t("shop")), clock, note, list);
  let phases = [];

  function card(campaign) {
    const state = h("p", { class: "countdown", role: "timer" });
    phases.push({ state, campaign });
    return h("article", { class: "card" },
      h("h2", {}, campaign.name),
      state,
      h("ul", { class: "plain" }, campaign.items.map((item) => h("li", { class: "item-line" },
        h("a", { class: "name", href: `#/campaigns/${campaign.id}/${encodeURIComponent(item.sku)}` }, item.name),
        h("s", { "aria-label": `${t("listPrice")} ${money(item.listPrice)}` }, money(item.listPrice)),
        item.soldOut ? h("span", { class: "tag" }, t("soldOut")) : h("strong", { class: "price" }, money(item.salePrice)),
        claimedBar(item)))));
  }

  let drawn = "";
  await watchCampaigns(signal,
    (campaigns) => {
      setText(note, campaigns.length === 0 ? t("noCampaigns") : "");
      const shape = JSON.stringify(campaigns.map(({ serverTime, ...rest }) => rest));
      if (shape === drawn) return;
      drawn = shape;
      // Redrawing would take the focus from whoever is on a link by keyboard.
      const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      phases = [];
      list.replaceChildren(...campaigns.map(card));
      if (focused) list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    },
    () => {
      const now = serverNow();
      if (now === null) return;
      setText(clock, t("clock", { time: time(now) }));
      for (const { state, campaign } of phases) setText(state, phaseText(phase(campaign, now)));
    },
    (problem) => setText(note, why(problem)));
}
