// Signing in, wallet and points.

import { get, post } from "../shared/api.js";
import { ask, fault, field, h, table } from "../shared/dom.js";
import { count, dateTime, minorUnits, money } from "../shared/format.js";
import { devLogin, session, signIn, uuid } from "../shared/session.js";
import { t, why } from "./words.js";

/** Asks who it is; true once somebody is signed in. */
export async function signInDialog() {
  const dev = devLogin();
  const input = dev
    ? h("input", { name: "subject", autocomplete: "username", maxlength: "64", required: true })
    : h("textarea", { name: "token", rows: "4", autocomplete: "off", spellcheck: "false", required: true });
  const labelled = dev ? field(t("name"), input, t("nameHint")) : field(t("token"), input, t("tokenHint"));
  for (;;) {
    const text = await ask({
      title: t("signIn"), body: labelled, confirm: t("signIn"), cancel: t("cancel"),
      read: () => input.value.trim() || undefined,
    });
    if (text === null) return false;
    try {
      signIn(dev ? (await post("/api/dev/login", { subject: text, role: "SHOPPER" })).token : text);
      dispatchEvent(new Event("signed-in"));
      return true;
    } catch (problem) {
      fault(input, problem.errors?.[0]?.message ?? why(problem));
    }
  }
}

/** Shows a button to sign in; the page is drawn again after that. */
export async function signInFirst(main) {
  if (session()) return true;
  main.append(h("p", {}, h("button", { type: "button", class: "primary", click: signInDialog }, t("signIn"))));
  return false;
}

export async function accountView({ main, signal }) {
  main.append(h("h1", {}, t("account")));
  if (!(await signInFirst(main))) return;
  const figures = h("dl", { class: "figures" });
  const rest = h("div");
  main.append(figures, rest);

  async function show() {
    const [wallet, points] = await Promise.all([get("/api/wallet", { signal }), get("/api/points", { signal })]);
    figures.replaceChildren(...[
      [t("balance"), money(wallet.balance)],
      [t("held"), money(wallet.held)],
      [t("points"), count(points.balance)],
      ...(points.debt > 0 ? [[t("debt"), count(points.debt)]] : []),
    ].map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
    rest.replaceChildren(...[
      devLogin() ? topUp(wallet.balance.currency) : null,
      points.entries.length === 0
        ? h("p", { class: "note" }, t("noPoints"))
        : table(t("entries"), [t("when"), t("kind"), t("points"), ""], points.entries.map((entry) => [
          dateTime(entry.at), t(entry.kind), count(entry.points),
          h("a", { href: `#/orders/${entry.orderId}` }, t("order", { id: entry.orderId }))])),
    ].filter(Boolean));
  }

  function topUp(currency) {
    const input = h("input", { inputmode: "decimal", value: "100" });
    let key = uuid();
    return h("form", { class: "card", submit: async (event) => {
      event.preventDefault();
      const amount = minorUnits(input.value, currency);
      fault(input, amount ? null : t("topUpAmount"));
      if (!amount) return;
      try {
        await post("/api/wallet/top-ups", { amount: { amount, currency } }, { headers: { "Idempotency-Key": key } });
        key = uuid();
        await show();
      } catch (problem) {
        fault(input, why(problem));
      }
    } }, field(`${t("topUp")} (${currency})`, input, t("topUpHint")), h("button", { class: "primary" }, t("topUp")));
  }

  try {
    await show();
  } catch (problem) {
    if (!signal.aborted) main.append(h("p", { class: "note bad", role: "alert" }, why(problem)));
  }
}
