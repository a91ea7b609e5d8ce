import { setText } from "../shared/dom.js";

/** Tells screen readers what changed without moving the focus. */
export function announce(text) {
  setText(document.getElementById("announcements"), text);
}
