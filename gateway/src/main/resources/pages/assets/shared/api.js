// The JSON API of the gateway: one place for tokens, problems, time-outs and event streams.

import { session, signOut } from "./session.js";

const TIMEOUT_MS = 12000;

/** An answer that is not a success. `status` is 0 when there was no answer at all: the outcome is unknown. */
export class ApiProblem extends Error {
  constructor(status, document, retryAfter) {
    super(document.detail ?? document.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = document.code ?? (status === 0 ? "no-answer" : "internal-error");
    this.title = document.title ?? "";
    this.errors = document.errors ?? [];
    this.traceId = document.traceId ?? null;
    /** Milliseconds the server asks to wait, null if it does not say. */
    this.retryAfter = retryAfter;
  }
}

export const pause = (ms, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
  });

function headers(more) {
  const all = { Accept: "application/json, application/problem+json", ...more };
  const who = session();
  if (who) all.Authorization = `Bearer ${who.token}`;
  return all;
}

async function problemOf(response) {
  let document = {};
  try {
    document = await response.json();
  } catch {
    // Not a problem document; the status says all there is to know.
  }
  if (response.status === 401 && session()) {
    signOut();
    dispatchEvent(new Event("signed-out"));
  }
  const after = Number(response.headers.get("Retry-After"));
  return new ApiProblem(response.status, document, after > 0 ? after * 1000 : null);
}

/** Answers `{body, status, sentAt, receivedAt}`; throws {@link ApiProblem}. */
export async function call(method, path, { body, headers: more = {}, signal, timeout = TIMEOUT_MS, as = "json" } = {}) {
  const limit = AbortSignal.timeout(timeout);
  const sentAt = performance.now();
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: headers(body === undefined ? more : { "Content-Type": "application/json", ...more }),
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      credentials: "omit",
      cache: "no-store",
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiProblem(0, { detail: "No answer." }, null);
  }
  if (!response.ok) throw await problemOf(response);
  try {
    const text = await response.text();
    return { body: as === "text" ? text : text ? JSON.parse(text) : null, status: response.status, sentAt, receivedAt: performance.now() };
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiProblem(0, { detail: "The answer broke off." }, null);
  }
}

export const get = async (path, options) => (await call("GET", path, options)).body;
export const post = async (path, body, options = {}) => (await call("POST", path, { body: body ?? {}, ...options })).body;
export const put = async (path, body, options = {}) => (await call("PUT", path, { body, ...options })).body;

/** Follows a stream of server-sent events until the signal ends it or the server says (204) that all is known. */
export async function follow(path, { signal, onEvent, onState = () => {} }) {
  let lastId = null;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const response = await fetch(path, {
        headers: headers({ Accept: "text/event-stream", ...(lastId ? { "Last-Event-ID": lastId } : {}) }),
        signal,
        credentials: "omit",
        cache: "no-store",
      });
      if (response.status === 204) return;
      if (!response.ok) {
        const problem = await problemOf(response);
        if (problem.status < 500 && problem.status !== 429) throw problem;
        throw new TypeError(problem.message);
      }
      failures = 0;
      onState("live");
      for await (const event of events(response.body)) {
        if (event.id !== null) lastId = event.id;
        if (event.data) onEvent(JSON.parse(event.data), event.name);
      }
    } catch (cause) {
      if (signal.aborted) return;
      if (cause instanceof ApiProblem) throw cause;
      failures++;
    }
    if (failures > 0) onState("away");
    await pause(Math.min(10000, 500 * 2 ** failures), signal);
  }
}

async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += value.replace(/\r\n?/g, "\n");
    let end;
    while ((end = rest.indexOf("\n\n")) >= 0) {
      const event = { id: null, name: "message", data: "" };
      for (const line of rest.slice(0, end).split("\n")) {
        const colon = line.indexOf(":");
        const key = colon < 0 ? line : line.slice(0, colon);
        const text = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
        if (key === "id") event.id = text;
        else if (key === "event") event.name = text;
        else if (key === "data") event.data += (event.data ? "\n" : "") + text;
      }
      rest = rest.slice(end + 2);
      yield event;
    }
  }
}
