// The repair desk: stock gates beside the ledger, and how they were rebuilt.

import { get, post } from "../shared/api.js";
import { ask, h, table } from "../shared/dom.js";
import { count, dateTime } from "../shared/format.js";
import { deskHeading } from "./repair.js";
import { announce, load, problemNote, tag } from "./show.js";

const REFRESH_MS = 5000;

export async function gatesView({ main, signal }) {
  const answer = h("div", { role: "status" });
  const place = h("div");
  main.append(...deskHeading("#/repair/gates"),
    h("p", { class: "quiet-text" }, "A gate that lost data or went back in time refuses everybody and is rebuilt from the ledger by itself. This is where to see it, and to have it done now."),
    answer, place);

  async function rebuild(gate) {
    const sure = await ask({
      title: `Rebuild the gate of ${gate.sku}?`, confirm: "Rebuild", cancel: "Back", danger: true,
      body: [
        h("p", {}, `The gate is closed, its journal is drained into the ledger, and it is filled with what the ledger has free: ${count(gate.ledger.available)} units now, ${count(gate.available)} in the gate. Then it opens under epoch ${count(gate.epoch + 1)}.`),
        h("p", {}, "Shoppers are told to try again in a moment meanwhile; nobody who won loses anything."),
      ],
    });
    if (!sure) return;
    try {
      await post(`/api/admin/inventory/gates/${encodeURIComponent(gate.campaignId)}/${encodeURIComponent(gate.sku)}/rebuild`, undefined, { timeout: 60000 });
      answer.replaceChildren(h("p", { class: "note good" }, "The gate was rebuilt."));
      announce("The gate was rebuilt.");
    } catch (problem) {
      answer.replaceChildren(problemNote(problem));
    }
    await refresh();
  }

  async function refresh() {
    await load(place, signal, () => get("/api/admin/inventory/gates", { signal }), (gates) => gates.length === 0
      ? h("p", { class: "note" }, "No gate: nothing is on sale, and nothing was lately.")
      : table("Gates of campaigns on sale or lately ended", ["Campaign", "Item", "Gate", "Free in gate", "Free in ledger", "Journal not in ledger", "Set aside", "Epoch", "Last rebuilt", ""], gates.map((gate) => [
        h("a", { href: `#/campaigns/${gate.campaignId}` }, gate.campaignId), gate.sku,
        [tag(gate.state), gate.outageMillis === null ? "" : ` refusing for ${count(Math.round(gate.outageMillis / 1000))} s`],
        count(gate.available), count(gate.ledger.available), count(gate.journal?.entries), count(gate.journal?.dead), count(gate.epoch),
        gate.lastRebuild ? `${dateTime(gate.lastRebuild.beganAt)}, ${gate.lastRebuild.reason}, by ${gate.lastRebuild.requestedBy}, took ${count(gate.lastRebuild.tookMillis)} ms` : "never",
        h("button", { type: "button", class: "small danger", "aria-label": `Rebuild the gate of ${gate.sku} in campaign ${gate.campaignId}`, click: () => rebuild(gate) }, "Rebuild")])));
  }

  await refresh();
  const again = setInterval(() => { if (!document.querySelector("dialog[open]") && !place.contains(document.activeElement)) refresh(); }, REFRESH_MS);
  signal.addEventListener("abort", () => clearInterval(again));
}
