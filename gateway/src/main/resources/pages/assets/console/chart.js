// Two lines over time as SVG, drawn by script: no library, no inline style.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 640;
const HEIGHT = 200;
const LEFT = 52;
const BOTTOM = 24;

function s(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

function nice(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 2, 5, 10].map((step) => step * power).find((limit) => limit >= most) ?? most;
}

/** `points` are `{at, first, second}`, oldest first. Answers `{node, draw}`. */
export function chart(title, firstName, secondName) {
  const node = s("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": title });
  return {
    node,
    draw(points) {
      const top = nice(Math.max(1, ...points.flatMap((point) => [point.first, point.second])));
      const from = points[0]?.at ?? 0;
      const span = Math.max(1, (points.at(-1)?.at ?? 1) - from);
      const x = (at) => LEFT + ((at - from) / span) * (WIDTH - LEFT - 8);
      const y = (value) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - 24);
      const path = (part) => points.map((point, i) => `${i ? "L" : "M"}${x(point.at).toFixed(1)} ${y(point[part]).toFixed(1)}`).join("");
      const last = points.at(-1) ?? { first: 0, second: 0 };
      node.setAttribute("aria-label", `${title}: ${firstName} ${Math.round(last.first)}, ${secondName} ${Math.round(last.second)} per second`);
      node.replaceChildren(
        ...[0, 0.5, 1].flatMap((part) => [
          s("line", { class: "grid", x1: LEFT, x2: WIDTH - 8, y1: y(top * part), y2: y(top * part) }),
          s("text", { x: LEFT - 6, y: y(top * part) + 4, "text-anchor": "end" }, (top * part).toLocaleString())]),
        s("path", { class: "area", d: points.length > 1 ? `${path("first")}L${x(last.at)} ${y(0)}L${x(from)} ${y(0)}Z` : "" }),
        s("path", { class: "second", d: path("second") }),
        s("path", { class: "line", d: path("first") }),
        s("text", { x: LEFT, y: 14 }, `— ${firstName}   ┄ ${secondName}`),
        s("text", { x: LEFT, y: HEIGHT - 6 }, points.length ? new Date(from).toLocaleTimeString() : ""),
        s("text", { x: WIDTH - 8, y: HEIGHT - 6, "text-anchor": "end" }, points.length ? new Date(last.at).toLocaleTimeString() : ""));
    },
  };
}
