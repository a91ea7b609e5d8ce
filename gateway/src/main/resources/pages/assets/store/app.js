// The storefront: its bar, its views.

import { h, setText } from "../shared/dom.js";
import { router } from "../shared/router.js";
import { session, signOut } from "../shared/session.js";
import { accountView, signInDialog } from "./account.js";
import { campaignsView } from "./campaigns.js";
import { itemView } from "./item.js";
import { orderView, ordersView } from "./orders.js";
import { otherLanguage, t } from "./words.js";

const main = document.getElementById("main");

function drawBar() {
  const who = session();
  const skip = document.getElementById("skip");
  setText(skip, t("skip"));
  document.getElementById("bar").replaceChildren(
    h("a", { class: "brand", href: "#/" }, h("img", { src: "/assets/shared/icon.svg", alt: "" }), "flashsale"),
    h("nav", { "aria-label": "flashsale" },
      h("a", { href: "#/" }, t("shop")), h("a", { href: "#/orders" }, t("orders")), h("a", { href: "#/account" }, t("account"))),
    h("div", { class: "who" },
      who ? h("span", {}, who.subject) : null,
      who
        ? h("button", { type: "button", class: "small", click: () => { signOut(); redraw(); } }, t("signOut"))
        : h("button", { type: "button", class: "small", click: signInDialog }, t("signIn")),
      h("button", { type: "button", class: "small", lang: document.documentElement.lang === "en" ? "zh-CN" : "en", click: () => { otherLanguage(); redraw(); } }, t("language"))));
  document.getElementById("footer").replaceChildren(
    h("a", { href: "/problems" }, t("footerProblems")), h("a", { href: "/console" }, t("footerConsole")));
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.setAttribute("tabindex", "-1");
  main.focus();
});

drawBar();
const show = router(main, {
  "/": campaignsView,
  "/campaigns/:campaignId/:sku": itemView,
  "/orders": ordersView,
  "/orders/:orderId": orderView,
  "/account": accountView,
}, {
  title: () => "flashsale",
  fallback: async ({ main: place }) => place.append(h("h1", {}, t("notFound"))),
});

function redraw() {
  drawBar();
  show();
}

addEventListener("signed-in", redraw);
addEventListener("signed-out", redraw);
