// Lists the campaigns. Times are counted on the server's clock, not on this computer's.
"use strict";

const REFRESH_MS = 3000;

let campaigns = [];
let serverTime = null;
let receivedAt = 0;

function element(name, text, className) {
  const node = document.createElement(name);
  if (text !== undefined) node.textContent = text;
  if (className) node.className = className;
  return node;
}

function now() {
  return serverTime === null ? null : serverTime + (performance.now() - receivedAt);
}

function price(money) {
  return new Intl.NumberFormat("en", { style: "currency", currency: money.currency }).format(money.amount / 100);
}

function remaining(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const days = Math.floor(seconds / 86400);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  return days > 0 ? `${days} d ${clock}` : clock;
}

function phase(campaign, at) {
  const startsAt = Date.parse(campaign.startsAt);
  const endsAt = Date.parse(campaign.endsAt);
  if (campaign.status === "PAUSED") return ["paused", "Paused"];
  if (campaign.status === "CLOSED" || campaign.status === "SETTLED" || at >= endsAt) return ["closed", "Over"];
  if (at < startsAt) return ["soon", `Starts in ${remaining(startsAt - at)}`];
  return ["open", `Ends in ${remaining(endsAt - at)}`];
}

function draw() {
  const list = document.getElementById("campaigns");
  list.replaceChildren(
    ...campaigns.map((campaign) => {
      const card = element("article");
      card.append(element("h2", campaign.name));
      const state = element("p", "", "phase");
      state.dataset.id = campaign.id;
      card.append(state);
      const items = element("ul");
      for (const item of campaign.items) {
        const line = element("li", undefined, item.soldOut ? "gone" : undefined);
        line.append(element("span", item.name, "name"));
        if (item.listPrice) line.append(element("s", price(item.listPrice)));
        line.append(element("strong", item.soldOut ? "Sold out" : price(item.salePrice)));
        items.append(line);
      }
      card.append(items);
      return card;
    }),
  );
}

function tick() {
  const at = now();
  if (at === null) return;
  document.getElementById("clock").textContent = new Date(at).toISOString().slice(11, 19) + " UTC";
  for (const state of document.querySelectorAll(".phase")) {
    const campaign = campaigns.find((candidate) => candidate.id === state.dataset.id);
    if (!campaign) continue;
    const [name, text] = phase(campaign, at);
    state.dataset.phase = name;
    state.textContent = text;
  }
}

async function refresh() {
  const note = document.getElementById("note");
  try {
    const response = await fetch("/api/campaigns", { headers: { Accept: "application/json" } });
    const body = await response.json();
    if (!response.ok) throw new Error(body.detail || response.statusText);
    campaigns = Array.isArray(body) ? body : body.campaigns;
    const told = campaigns.find((campaign) => campaign.serverTime);
    if (told) {
      serverTime = Date.parse(told.serverTime);
      receivedAt = performance.now();
    }
    note.hidden = campaigns.length > 0;
    note.textContent = "No campaign is planned at the moment.";
    draw();
    tick();
  } catch (problem) {
    note.hidden = false;
    note.textContent = `The campaigns cannot be shown now: ${problem.message}`;
  } finally {
    setTimeout(refresh, REFRESH_MS);
  }
}

refresh();
setInterval(tick, 250);
