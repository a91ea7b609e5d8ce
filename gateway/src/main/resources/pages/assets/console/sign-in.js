// An operator's way in.

import { post } from "../shared/api.js";
import { ask, fault, field, h } from "../shared/dom.js";
import { devLogin, signIn } from "../shared/session.js";

export async function signInDialog() {
  const dev = devLogin();
  const input = dev
    ? h("input", { name: "subject", autocomplete: "username", maxlength: "64", required: true })
    : h("textarea", { name: "token", rows: "4", autocomplete: "off", spellcheck: "false", required: true });
  const body = dev
    ? field("Operator's name", input, "No password in development.")
    : field("Access token", input, "From your identity provider; it must hold the role OPERATOR.");
  for (;;) {
    const text = await ask({ title: "Sign in", body, confirm: "Sign in", cancel: "Cancel", read: () => input.value.trim() || undefined });
    if (text === null) return;
    try {
      signIn(dev ? (await post("/api/dev/login", { subject: text, role: "OPERATOR" })).token : text);
      dispatchEvent(new Event("signed-in"));
      return;
    } catch (problem) {
      fault(input, problem.errors?.[0]?.message ?? problem.message);
    }
  }
}
