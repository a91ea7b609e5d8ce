// Rules and quotas, next to what they let pass and block right now. Shows whatever the gateway tells about them.

import { get } from "../shared/api.js";
import { h, table } from "../shared/dom.js";
import { problemNote } from "./show.js";

const REFRESH_MS = 3000;

const text = (value) => (value !== null && typeof value === "object" ? JSON.stringify(value) : String(value ?? "–"));

function part(name, value) {
  const rows = Array.isArray(value) ? value : null;
  if (rows && rows.every((row) => row && typeof row === "object")) {
    const heads = [...new Set(rows.flatMap(Object.keys))];
    return table(name, heads, rows.map((row) => heads.map((head) => text(row[head]))));
  }
  if (value && typeof value === "object" && !rows) {
    return table(name, ["Name", "Value"], Object.entries(value).map(([key, one]) => [key, text(one)]));
  }
  return table(name, ["Value"], [[text(value)]]);
}

export async function limitsView({ main, signal }) {
  const place = h("div");
  main.append(h("h1", {}, "Limits"), place);

  async function refresh() {
    try {
      const limits = await get("/api/admin/limits", { signal });
      if (signal.aborted) return;
      place.replaceChildren(...(Array.isArray(limits) ? [part("Limits", limits)] : Object.entries(limits).map(([name, value]) => part(name, value))));
    } catch (problem) {
      if (signal.aborted) return;
      place.replaceChildren(problem.status === 404
        ? h("p", { class: "note" }, "This gateway does not tell its limits. Its rules are in the file that flashsale.gateway.capacity.rules names.")
        : problemNote(problem));
      if (problem.status === 404) return;
    }
    setTimeout(() => { if (!signal.aborted) refresh(); }, REFRESH_MS);
  }

  await refresh();
}
