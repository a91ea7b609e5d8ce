// One item of a campaign, and the one button that does the right thing.

import { h, setText } from "../shared/dom.js";
import { dateTime, money, remaining } from "../shared/format.js";
import { serverNow } from "../shared/clock.js";
import { session } from "../shared/session.js";
import { claimedBar, phase, phaseText, watchCampaigns } from "./campaigns.js";
import { permission } from "./permission.js";
import { buy, forgetAttempt, pendingAttempt } from "./purchase.js";
import { signInDialog } from "./account.js";
import { announce } from "./announce.js";
import { t, why } from "./words.js";

const CHOICES = 10;

export async function itemView({ main, signal, params }) {
  const { campaignId, sku } = params;
  let campaign = null;
  let item = null;
  let outcome = null;
  let busy = false;
  let prepared = false;
  let away = false;

  const title = h("h1", {}, t("loading"));
  const countdown = h("p", { class: "countdown", role: "timer" });
  const prices = h("p");
  const claimed = h("div");
  const quantity = h("select", { "aria-label": t("quantity") });
  const quantityField = h("div", { class: "field" }, h("label", {}, t("quantity"), " ", quantity));
  const button = h("button", { type: "button", class: "primary wide", id: "buy", click: press });
  const hint = h("p", { class: "hint" });
  const answer = h("div", { id: "answer", tabindex: "-1" });
  main.append(
    h("p", {}, h("a", { href: "#/" }, `← ${t("back")}`)),
    h("article", { class: "card" }, title, countdown, prices, claimed, quantityField, button, hint, answer));

  function state() {
    const now = serverNow();
    if (!campaign || !item || now === null) return { name: "loading" };
    if (busy) return { name: "busy" };
    const at = phase(campaign, now);
    if (outcome?.won) return { name: "won" };
    if (session() && pendingAttempt(campaignId, sku)) return { name: "pending" };
    if (at.name !== "open") return at;
    if (item.soldOut) return { name: "soldOut" };
    return session() ? { name: "open" } : { name: "signIn" };
  }

  async function press() {
    const now = state();
    if (now.name === "signIn") {
      if (await signInDialog()) tick();
      return;
    }
    if (now.name !== "open" && now.name !== "pending") return;
    busy = true;
    outcome = null;
    const units = pendingAttempt(campaignId, sku)?.units ?? Number(quantity.value || 1);
    announce(t("buying", { n: units }));
    tick();
    drawAnswer();
    try {
      outcome = await buy(campaignId, sku, units, () => { if (!signal.aborted) setText(hint, t("retrying")); });
    } finally {
      busy = false;
    }
    if (signal.aborted) return;
    tick();
    drawAnswer();
    if (outcome?.won) answer.querySelector("a")?.focus();
  }

  function drawAnswer() {
    if (!outcome) {
      answer.replaceChildren();
    } else if (outcome.won) {
      const { orderId, payBefore, amount } = outcome.won;
      answer.replaceChildren(
        h("p", { class: "note good", role: "status" }, t("won", { n: outcome.units, name: item.name }), " ", money(amount)),
        h("p", {}, t("payBefore", { time: dateTime(payBefore) })),
        h("div", { class: "actions" },
          h("a", { class: "button primary wide", href: `#/orders/${orderId}` }, t("payNow")),
          item.perBuyerLimit > outcome.units
            ? h("button", { type: "button", click: () => { outcome = null; drawAnswer(); tick(); button.focus(); } }, t("another"))
            : null));
      announce(t("won", { n: outcome.units, name: item.name }));
      // A second click that came when the button was gone has selected the text that took its place.
      getSelection()?.removeAllRanges();
    } else if (outcome.refused) {
      const text = t("refused", { why: why(outcome.refused) });
      answer.replaceChildren(h("p", { class: "note warn", role: "status" }, text));
      announce(text);
    } else {
      answer.replaceChildren(h("p", { class: "note warn", role: "status" }, t("unknown")));
      announce(t("unknown"));
    }
  }

  function tick() {
    const now = state();
    if (now.name === "loading") return;
    setText(countdown, phaseText(phase(campaign, serverNow())));
    const pending = now.name === "pending" ? pendingAttempt(campaignId, sku) : null;
    const label = {
      busy: () => t("buying", { n: pendingAttempt(campaignId, sku)?.units ?? quantity.value }),
      won: () => t("won", { n: outcome.units, name: item.name }),
      pending: () => t("findOut"),
      soon: () => (now.left > 0 ? t("notYet", { time: remaining(now.left) }) : t("scheduled")),
      paused: () => t("paused"),
      over: () => t("over"),
      soldOut: () => t("soldOut"),
      signIn: () => t("signInToBuy"),
      open: () => t("buy", { price: money({ ...item.salePrice, amount: item.salePrice.amount * Number(quantity.value || 1) }) }),
    }[now.name]();
    setText(button, label);
    // aria-disabled keeps the button in the tab order: who waits on it by keyboard does not lose the place.
    button.setAttribute("aria-disabled", String(!["open", "signIn", "pending"].includes(now.name)));
    button.hidden = now.name === "won";
    quantityField.hidden = item.perBuyerLimit <= 1 || !["open", "soon", "signIn"].includes(now.name);
    if (now.name !== "busy" && !away) {
      setText(hint, now.name === "soldOut" ? t("mayComeBack")
        : pending ? t("pending", { n: pending.units, name: item.name })
          : t("perBuyer", { n: item.perBuyerLimit }));
    }
    drop.hidden = !pending;
    if (now.name === "open" && !prepared) {
      prepared = true;
      permission(campaignId, sku).catch(() => { prepared = false; });
    }
  }

  const drop = h("button", { type: "button", class: "quiet", hidden: true, click: () => {
    forgetAttempt(campaignId, sku);
    outcome = null;
    drawAnswer();
    tick();
  } }, t("forget"));
  hint.after(drop);
  quantity.addEventListener("change", tick);

  await watchCampaigns(signal,
    (campaigns) => {
      away = false;
      hint.classList.remove("error");
      campaign = campaigns.find((one) => one.id === campaignId) ?? null;
      item = campaign?.items.find((one) => one.sku === sku) ?? null;
      if (!item) {
        setText(title, t("notFound"));
        button.hidden = true;
        return;
      }
      setText(title, item.name);
      document.title = item.name;
      prices.replaceChildren(
        h("span", { class: "price" }, money(item.salePrice)), " ",
        h("s", { "aria-label": `${t("listPrice")} ${money(item.listPrice)}` }, money(item.listPrice)));
      const bar = claimedBar(item);
      claimed.replaceChildren(...(bar ? [bar] : []));
      const most = Math.min(item.perBuyerLimit, CHOICES);
      if (quantity.options.length !== most) {
        quantity.replaceChildren(...Array.from({ length: most }, (_, i) => h("option", { value: String(i + 1) }, String(i + 1))));
      }
      tick();
    },
    tick,
    (problem) => {
      if (problem.status === 404) {
        setText(title, t("notFound"));
        button.hidden = true;
      } else if (!busy) {
        away = true;
        setText(hint, why(problem));
        hint.classList.add("error");
      }
    },
    campaignId);
}
