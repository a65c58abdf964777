import { AdminApi } from "../api.js";
import { card, h } from "../dom.js";
import { field, form } from "../forms.js";
import { notice } from "../parts.js";
import { session } from "../session.js";

/** Asks for the admin key, and keeps it once the API took it. */
export function signIn(why, done) {
  const key = h("input", { type: "password", required: true, autocomplete: "off", spellcheck: "false" });
  const enter = form("Sign in", async () => {
    const given = key.value.trim();
    await new AdminApi(given).get("", { count: 1 });
    session.key = given;
    await done();
  }, field("Admin key", key, "Your operator set it as Admin__ApiKey. It is kept until this tab is closed, and nowhere else."));
  return { title: "Sign in", focus: key, content: [why ? notice("warning", why) : null, card(enter)].filter(Boolean) };
}
