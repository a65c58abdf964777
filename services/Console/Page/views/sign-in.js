import { AdminApi } from "../api.js";
import { card, h } from "../dom.js";
import { field, form } from "../forms.js";
import { notice } from "../parts.js";
import { session } from "../session.js";

/** Asks for the admin key, and stores it once the API has accepted it. */
export function signIn(reason, done) {
  const key = h("input", { type: "password", required: true, autocomplete: "off", spellcheck: "false" });
  const enter = form("Sign in", async () => {
    const given = key.value.trim();
    await new AdminApi(given).get("", { count: 1 });
    session.key = given;
    await done();
  }, field("Admin key", key, "Your operator sets it as Admin__ApiKey. It is stored in this tab only, until you close it."));
  return { title: "Sign in", focus: key, content: [reason ? notice("warning", reason) : null, card(enter)].filter(Boolean) };
}
