// The shopper's orders: the list, and one order followed live.

import { ApiProblem, follow, get, pause, post } from "../shared/api.js";
import { serverNow } from "../shared/clock.js";
import { ask, h, setText, table } from "../shared/dom.js";
import { dateTime, money, remaining } from "../shared/format.js";
import { session, uuid } from "../shared/session.js";
import { itemName, knowCampaigns } from "./campaigns.js";
import { signInFirst } from "./account.js";
import { announce } from "./announce.js";
import { t, why } from "./words.js";

const PAYMENT_TRIES = 6;
const TONE = { PENDING_PAYMENT: "warn", PAYING: "warn", PAID: "good", FULFILLED: "good", REFUNDED: "", REFUNDING: "warn", CANCELLED: "bad" };

const tag = (status) => h("span", { class: `tag ${TONE[status] ?? ""}` }, t(status));

export async function ordersView({ main, signal }) {
  main.append(h("h1", {}, t("orders")));
  if (!(await signInFirst(main))) return;
  try {
    const [orders] = await Promise.all([get("/api/orders", { signal }), knowCampaigns(signal)]);
    if (signal.aborted) return;
    main.append(orders.length === 0
      ? h("p", { class: "note" }, t("noOrders"))
      : table(t("orders"), [t("item"), t("amount"), t("status"), t("placed")], orders.map((order) => [
        h("a", { href: `#/orders/${order.orderId}` }, `${order.quantity} × ${itemName(order.campaignId, order.sku)}`),
        money(order.amount), tag(order.status), dateTime(order.placedAt)])));
  } catch (problem) {
    if (!signal.aborted) main.append(h("p", { class: "note bad", role: "alert" }, why(problem)));
  }
}

/** The key of a payment lives until its answer is known, as that of a purchase does. */
function paymentKey(orderId, method, fresh) {
  const place = `flashsale.payment.${session()?.subject}.${orderId}.${method}`;
  const key = (!fresh && localStorage.getItem(place)) || uuid();
  localStorage.setItem(place, key);
  return key;
}

async function payFor(orderId, method) {
  let problem;
  for (let tries = 0; tries < PAYMENT_TRIES; tries++) {
    if (tries > 0) await pause(problem.retryAfter ?? 500 * 2 ** tries);
    try {
      return await post("/api/payments", { orderId, method }, { headers: { "Idempotency-Key": paymentKey(orderId, method, false) } });
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      problem = cause;
      if (problem.code === "insufficient-funds") paymentKey(orderId, method, true);
      if (problem.status > 0 && problem.status < 500 && problem.status !== 429) throw problem;
    }
  }
  throw problem;
}

export async function orderView({ main, signal, params }) {
  const { orderId } = params;
  main.append(h("p", {}, h("a", { href: "#/orders" }, `← ${t("orders")}`)), h("h1", {}, t("order", { id: orderId })));
  if (!(await signInFirst(main))) return;
  await knowCampaigns(signal);
  const connection = h("p", { class: "now" });
  const note = h("p", { class: "note", role: "status" });
  const left = h("p", { class: "countdown", role: "timer" });
  const facts = h("dl", { class: "facts" });
  const actions = h("div", { class: "actions" });
  const history = h("ol", { class: "timeline" });
  main.append(h("article", { class: "card" }, facts, left, note, actions, h("h2", {}, t("history")), history, connection));
  let order = null;
  let balance = null;
  let payUrl = null;
  let busy = false;
  let following = false;

  function say(text, tone = "") {
    note.className = `note ${tone}`;
    setText(note, text);
  }

  async function run(doing, action) {
    if (busy) return;
    busy = true;
    say(doing);
    drawActions();
    try {
      await action();
      if (!signal.aborted) say("");
    } catch (problem) {
      if (!signal.aborted) say(why(problem), "bad");
    } finally {
      busy = false;
      if (!signal.aborted) drawActions();
    }
  }

  const pay = (method) => run(t("paying"), async () => {
    const payment = await payFor(orderId, method);
    if (payment.payUrl) {
      payUrl = payment.payUrl;
    }
  });

  async function confirmThen(title, body, path) {
    if (await ask({ title, body: h("p", {}, body), confirm: t("yes"), cancel: t("no"), danger: true })) {
      await run(t("loading"), async () => { show(await post(path)); followOrder(); });
    }
  }

  function drawActions() {
    const button = (label, click, kind = "") => h("button", { type: "button", class: kind, "aria-disabled": String(busy), click }, label);
    const shown = [];
    if (order?.status === "PENDING_PAYMENT") {
      if (payUrl) {
        shown.push(h("a", { class: "button primary", id: "pay-page", href: payUrl, target: "_blank", rel: "noopener noreferrer" }, t("payHere")), h("p", { class: "hint" }, t("payOpen")));
      } else {
        shown.push(button(t("wallet", { balance: balance ? money(balance) : "–" }), () => pay("WALLET"), "primary"));
        shown.push(button(t("provider"), () => pay("PROVIDER")));
      }
      shown.push(button(t("cancelOrder"), () => confirmThen(t("askCancel"), t("askCancelBody"), `/api/orders/${orderId}/cancel`), "danger"));
    } else if (order?.status === "FULFILLED") {
      shown.push(button(t("refund"), () => confirmThen(t("askRefund"), t("askRefundBody", { amount: money(order.amount) }), `/api/orders/${orderId}/refund`), "danger"));
    }
    actions.replaceChildren(...shown);
  }

  function show(next) {
    if (signal.aborted || !next) return;
    const changed = order && order.status !== next.status;
    order = next;
    facts.replaceChildren(...[
      [t("item"), `${order.quantity} × ${itemName(order.campaignId, order.sku)}`],
      [t("amount"), money(order.amount)],
      [t("status"), [tag(order.status), order.reason ? ` ${t(order.reason)}` : ""]],
      [t("placed"), dateTime(order.placedAt)],
    ].flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
    history.replaceChildren(...order.history.map((step) => h("li", {}, h("strong", {}, t(step.status)), " ", h("span", { class: "quiet-text" }, dateTime(step.at)))));
    if (changed) announce(`${t("status")}: ${t(order.status)}`);
    drawActions();
    tick();
  }

  function tick() {
    const now = serverNow() ?? Date.now();
    const waiting = order?.status === "PENDING_PAYMENT";
    left.hidden = !waiting;
    if (waiting) setText(left, `${t("timeLeft")} ${remaining(Date.parse(order.payBefore) - now)}`);
  }

  const ticking = setInterval(tick, 250);
  signal.addEventListener("abort", () => clearInterval(ticking));
  get("/api/wallet", { signal }).then((wallet) => { balance = wallet.balance; drawActions(); }).catch(() => {});
  try {
    show(await get(`/api/orders/${encodeURIComponent(orderId)}`, { signal }));
  } catch (problem) {
    if (!signal.aborted && problem.status >= 400 && problem.status < 500) {
      say(why(problem), "bad");
      return;
    }
  }
  followOrder();

  /** A stream ends when the order is at rest; what is asked for here begins another one. */
  async function followOrder() {
    if (following) return;
    following = true;
    try {
      await follow(`/api/orders/${encodeURIComponent(orderId)}/events`, {
        signal,
        onEvent: show,
        onState: (state) => setText(connection, t(state)),
      });
      if (!signal.aborted) setText(connection, "");
    } catch (problem) {
      if (!signal.aborted) say(why(problem), "bad");
    } finally {
      following = false;
    }
  }
}
