// A dialog that says what will happen and asks for the reason, which the audit log keeps.

import { ask, fault, field, h } from "../shared/dom.js";

export async function reasonFor(title, effect, confirm, danger) {
  const reason = h("input", { maxlength: "500" });
  return ask({
    title, confirm, cancel: "Back", danger,
    body: [h("p", {}, effect), field("Reason", reason, "Goes into the audit log.")],
    read: () => {
      fault(reason, reason.value.trim() ? null : "Say why.");
      return reason.value.trim() || undefined;
    },
  });
}
