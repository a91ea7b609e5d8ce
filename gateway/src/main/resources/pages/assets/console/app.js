// The console: its bar, its views. Operators sign in; everything else follows from the API's answers.

import { h, setText } from "../shared/dom.js";
import { router } from "../shared/router.js";
import { session, signOut } from "../shared/session.js";
import { auditView } from "./audit.js";
import { campaignView } from "./campaign.js";
import { campaignsView } from "./campaigns.js";
import { newCampaignView } from "./campaign-form.js";
import { limitsView } from "./limits.js";
import { liveView } from "./live.js";
import { orderView, ordersView } from "./orders.js";
import { repairView } from "./repair.js";
import { booksView } from "./repair-books.js";
import { gatesView } from "./repair-gates.js";
import { sagasView } from "./repair-sagas.js";
import { reportView } from "./report.js";
import { signInDialog } from "./sign-in.js";

const main = document.getElementById("main");

const VIEWS = {
  "/": campaignsView,
  "/campaigns/new": newCampaignView,
  "/campaigns/:id": campaignView,
  "/campaigns/:id/live": liveView,
  "/campaigns/:id/report": reportView,
  "/orders": ordersView,
  "/orders/:id": orderView,
  "/repair": repairView,
  "/repair/sagas": sagasView,
  "/repair/books": booksView,
  "/repair/gates": gatesView,
  "/limits": limitsView,
  "/audit": auditView,
};

function operator() {
  return session()?.roles.includes("OPERATOR");
}

function drawBar() {
  document.getElementById("bar").replaceChildren(
    h("a", { class: "brand", href: "#/" }, h("img", { src: "/assets/shared/icon.svg", alt: "" }), "flashsale console"),
    h("nav", { "aria-label": "Console" }, operator() ? [
      h("a", { href: "#/" }, "Campaigns"), h("a", { href: "#/orders" }, "Orders"), h("a", { href: "#/repair" }, "Repair desk"),
      h("a", { href: "#/limits" }, "Limits"), h("a", { href: "#/audit" }, "Audit log")] : []),
    h("div", { class: "who" }, session()
      ? [h("span", {}, session().subject), h("button", { type: "button", class: "small", click: () => { signOut(); redraw(); } }, "Sign out")]
      : h("button", { type: "button", class: "small", click: signInDialog }, "Sign in")));
  document.getElementById("footer").replaceChildren(
    h("a", { href: "/" }, "Storefront"), h("a", { href: "/problems" }, "What error codes mean"));
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.setAttribute("tabindex", "-1");
  main.focus();
});

/** Operators only: anybody else is asked to sign in. */
function guarded(view) {
  return async (place) => {
    if (operator()) {
      await view(place);
      return;
    }
    place.main.append(h("h1", {}, "Console"),
      h("p", {}, session() ? "This account is no operator's." : "Sign in as an operator to run sales."),
      h("p", {}, h("button", { type: "button", class: "primary", click: signInDialog }, "Sign in")));
  };
}

drawBar();
const show = router(main, Object.fromEntries(Object.entries(VIEWS).map(([path, view]) => [path, guarded(view)])), {
  title: () => "Console",
  fallback: async ({ main: place }) => place.append(h("h1", {}, "There is nothing here")),
});

function redraw() {
  drawBar();
  show();
}

addEventListener("signed-in", redraw);
addEventListener("signed-out", redraw);
addEventListener("announce", (event) => setText(document.getElementById("announcements"), event.detail));
