// One attempt to buy: it has a key from before it is first sent until its answer is known, through double clicks, lost
// connections, reloads and a second tab. The same key gets the same answer, so nothing is bought twice.

import { ApiProblem, pause, post } from "../shared/api.js";
import { deviceId, session, uuid } from "../shared/session.js";
import { permission, spent } from "./permission.js";

const TRIES = 8;

/** Answers after which asking again with this key would change nothing. */
const FINAL = new Set(["sold-out", "limit-reached", "campaign-paused", "campaign-closed", "not-open-yet",
  "campaign-not-found", "item-not-found", "idempotency-key-reused", "invalid-request", "forbidden", "unauthenticated", "malformed-request"]);

function place(campaignId, sku) {
  return `flashsale.attempt.${session()?.subject}.${campaignId}.${sku}`;
}

/** The attempt that has no answer yet, or null. */
export function pendingAttempt(campaignId, sku) {
  try {
    return JSON.parse(localStorage.getItem(place(campaignId, sku)));
  } catch {
    return null;
  }
}

export function forgetAttempt(campaignId, sku) {
  localStorage.removeItem(place(campaignId, sku));
}

let running = null;

/** Buys, or goes on with the attempt that has no answer: `{won}`, `{refused}` or `{unknown}`. */
export function buy(campaignId, sku, quantity, onWait) {
  running ??= attempt(campaignId, sku, quantity, onWait).finally(() => { running = null; });
  return running;
}

async function attempt(campaignId, sku, quantity, onWait) {
  const kept = place(campaignId, sku);
  const wish = pendingAttempt(campaignId, sku) ?? { key: uuid(), units: quantity };
  const keep = () => localStorage.setItem(kept, JSON.stringify(wish));
  const units = wish.units;
  keep();
  let problem;
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) {
      onWait(problem);
      await pause(problem.retryAfter ?? Math.min(4000, 300 * 2 ** tries) * (0.75 + Math.random() / 2));
    }
    try {
      // The token goes with the key: whoever asks again asks with both, and hears the answer given then.
      if (wish.token === undefined) {
        wish.token = (await permission(campaignId, sku)).token;
        wish.sent = true;
        spent(campaignId, sku);
        keep();
      }
      const headers = { "Idempotency-Key": wish.key, "Device-Id": deviceId() };
      if (wish.token) headers["Purchase-Token"] = wish.token;
      const won = await post("/api/orders", { campaignId, sku, quantity: units }, { headers });
      forgetAttempt(campaignId, sku);
      return { won, units };
    } catch (cause) {
      problem = cause instanceof ApiProblem ? cause : new ApiProblem(0, { detail: cause.message }, null);
      if (problem.code.includes("token")) delete wish.token;
      if (FINAL.has(problem.code)) {
        if (problem.status !== 401) forgetAttempt(campaignId, sku);
        return { refused: problem, units };
      }
    }
  }
  if (!wish.sent) {
    forgetAttempt(campaignId, sku);
    return { refused: problem, units };
  }
  return { unknown: problem, units };
}
