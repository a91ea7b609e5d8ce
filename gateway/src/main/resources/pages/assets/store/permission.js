// Gets the permission to place one order: a challenge, solved in a worker, exchanged for a purchase token.

import { ApiProblem, post } from "../shared/api.js";
import { serverNow } from "../shared/clock.js";
import { deviceId } from "../shared/session.js";

const SPARE_MS = 5000;

/** Tokens and tokens on their way, by item. */
const held = new Map();

function solve(challenge) {
  return new Promise((resolve, reject) => {
    const worker = new Worker("/assets/store/proof-worker.js");
    const end = (finish) => (event) => {
      worker.terminate();
      finish(event);
    };
    worker.onmessage = end(({ data }) =>
      data.number === null ? reject(new Error(`no answer to ${challenge.algorithm}`)) : resolve(data));
    worker.onerror = end((event) => reject(new Error(event.message)));
    worker.postMessage(challenge);
  });
}

async function fetchToken(campaignId, sku) {
  let challenge;
  try {
    challenge = await post("/api/challenges", { campaignId, sku }, { headers: { "Device-Id": deviceId() } });
  } catch (problem) {
    // A platform without challenges sells without tokens.
    if (problem instanceof ApiProblem && problem.status === 404 && problem.code === "not-found") return { token: null };
    throw problem;
  }
  const { number, took } = await solve(challenge);
  const { algorithm, salt, signature } = challenge;
  const altcha = btoa(JSON.stringify({ algorithm, challenge: challenge.challenge, number, salt, signature, took }));
  const path = `/api/campaigns/${encodeURIComponent(campaignId)}/items/${encodeURIComponent(sku)}/purchase-tokens`;
  return post(path, { altcha }, { headers: { "Device-Id": deviceId() } });
}

/** `{token, expiresAt}`; the token is null where none is needed. Asked early, it is there when the shopper presses. */
export async function permission(campaignId, sku) {
  const id = `${campaignId}/${sku}`;
  const known = held.get(id);
  if (known) {
    const token = await known.catch(() => null);
    const fresh = token && (!token.expiresAt || Date.parse(token.expiresAt) - (serverNow() ?? Date.now()) > SPARE_MS);
    if (fresh) return token;
    if (held.get(id) === known) held.delete(id);
  }
  const asked = held.get(id) ?? fetchToken(campaignId, sku);
  held.set(id, asked);
  asked.catch(() => held.get(id) === asked && held.delete(id));
  return asked;
}

/** A token is good for one order. */
export function spent(campaignId, sku) {
  held.delete(`${campaignId}/${sku}`);
}
