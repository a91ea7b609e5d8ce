// Elements without HTML strings: what comes from the API can never become markup.

/** An element; functions become listeners, booleans become attributes that are there or not. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else if (name === "value" || name === "checked") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Sets a text only when it is another one, so that screen readers are not told the same again. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** A table with a header row; cells are texts or nodes. */
export function table(caption, heads, rows) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", { class: heads.length > 5 ? "many" : null },
      h("caption", {}, h("span", {}, caption)),
      h("thead", {}, h("tr", {}, heads.map((head) => (head ? h("th", { scope: "col" }, head) : h("td"))))),
      h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((cell) => h("td", {}, cell)))))));
}

let fields = 0;

/** A labelled input; `input.id` and the place for its error are tied to it. */
export function field(label, input, hint) {
  const id = `field-${++fields}`;
  input.id = id;
  const error = h("p", { class: "error", id: `${id}-error` });
  input.setAttribute("aria-describedby", hint ? `${id}-hint ${id}-error` : `${id}-error`);
  return h("div", { class: "field" },
    h("label", { for: id }, label),
    input,
    hint ? h("p", { class: "hint", id: `${id}-hint` }, hint) : null,
    error);
}

/** Shows what is wrong with a field, or that nothing is. */
export function fault(input, message) {
  const error = document.getElementById(`${input.id}-error`) ?? input.parentElement?.querySelector(".error");
  if (error) setText(error, message ?? "");
  if (message) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

/** Asks in a modal dialog; resolves with what `read` gives, or null when it was dismissed. Without `cancel` it only tells. */
export function ask({ title, body = [], confirm, cancel, danger = false, read = () => true }) {
  return new Promise((resolve) => {
    let answer = null;
    const dialog = h("dialog", { "aria-labelledby": "dialog-title" },
      h("form", { method: "dialog", submit: (event) => {
        event.preventDefault();
        const value = read();
        if (value === undefined) return;
        answer = value;
        dialog.close();
      } },
        h("h2", { id: "dialog-title" }, title),
        body,
        h("div", { class: "actions" },
          cancel ? h("button", { type: "button", class: "quiet", click: () => dialog.close() }, cancel) : null,
          h("button", { type: "submit", class: danger ? "danger" : "primary" }, confirm))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
