// All campaigns.

import { get } from "../shared/api.js";
import { h, table } from "../shared/dom.js";
import { count, dateTime } from "../shared/format.js";
import { load, tag } from "./show.js";

export async function campaignsView({ main, signal }) {
  const place = h("div");
  main.append(
    h("h1", {}, "Campaigns"),
    h("div", { class: "actions" }, h("a", { class: "button primary", href: "#/campaigns/new" }, "New campaign")),
    place);
  await load(place, signal, () => get("/api/admin/campaigns", { signal }), (campaigns) => campaigns.length === 0
    ? h("p", { class: "note" }, "No campaign yet. Create the first one.")
    : table("Campaigns, newest first", ["Name", "Status", "Starts", "Ends", "Units", "Sold", "Held", ""], campaigns.map((campaign) => [
      h("a", { href: `#/campaigns/${campaign.id}` }, campaign.name),
      tag(campaign.status), dateTime(campaign.startsAt), dateTime(campaign.endsAt),
      ...["total", "sold", "held"].map((part) => count(campaign.items.reduce((sum, item) => sum + item[part], 0))),
      h("a", { href: `#/campaigns/${campaign.id}/live` }, "Live")])));
}
