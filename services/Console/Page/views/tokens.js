import { path } from "../api.js";
import { announce, h, section } from "../dom.js";
import { actionButton, field, form, select } from "../forms.js";
import { table } from "../lists.js";
import { badge, confirmed, copyable, time } from "../parts.js";

const DAY = 86_400_000;
const NEVER = "never";
const LIFETIMES = [["365", "In a year"], ["90", "In 90 days"], ["30", "In 30 days"], [NEVER, "Never"]];

/** Lists, issues and revokes the tenant's tokens. */
export async function tokens({ api }) {
  const list = h("div", { class: "list", tabindex: "-1" });
  const secret = h("div", { "aria-live": "polite" });
  const name = h("input", { autocomplete: "off", maxlength: "256" });
  const lifetime = select(LIFETIMES, "365");

  async function fill() {
    // The API lists them in no useful order.
    const items = (await api.all("/tokens")).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    if (items.length === 0) {
      list.replaceChildren(h("p", { class: "empty" }, "There are no tokens, so no identity provider can connect. Issue one below."));
      return;
    }
    const { element, add } = table("Tokens", [
      ["Name", token => token.name ?? h("span", { class: "none" }, "none")],
      ["Begins with", token => token.prefix ? h("code", null, `${token.prefix}…`) : h("span", { class: "none" }, "unknown")],
      ["Created", token => time(token.createdAt)],
      ["Expires", token => [time(token.expiresAt, "never"), hasExpired(token) ? [" ", badge("error", "expired")] : null]],
      ["Last used", token => time(token.lastUsedAt, "never")],
      ["Action", token => actionButton("Revoke", () => revoke(token), {
        class: "quiet danger",
        "aria-label": `Revoke the token ${token.name ?? `created ${token.createdAt}`}`,
      })],
    ]);
    add(items);
    list.replaceChildren(element);
  }

  async function revoke(token) {
    const consequence = "Requests with this token will be refused. If an identity provider still uses it, give it a new token first.";
    if (!await confirmed("Revoke this token?", consequence, "Revoke")) return;
    await api.delete(`/tokens${path(token.id)}`);
    await fill();
    // The button that had the focus no longer exists.
    list.focus();
    announce("The token was revoked.");
  }

  async function issue() {
    const expiry = lifetime.value === NEVER
      ? { neverExpires: true }
      : { expiresAt: new Date(Date.now() + lifetime.value * DAY).toISOString() };
    const { token } = await api.post("/tokens", { name: name.value, ...expiry });
    name.value = "";
    secret.replaceChildren(h("div", { class: "notice ok secret" },
      h("p", null, "This is the new token. It is shown only once: copy it to the identity provider now."),
      copyable(token, "token"),
      h("button", { type: "button", class: "quiet", click: () => secret.replaceChildren() }, "Hide")));
    await fill();
  }

  await fill();
  return section("Tokens",
    h("p", null,
      "The identity provider authenticates with a token. Several can be valid at once, so you can replace one without downtime."),
    list,
    form("Issue token", issue,
      field("Name", name, "What it is for, for example: Okta, production."),
      field("The new token expires", lifetime)),
    secret);
}

const hasExpired = token => token.expiresAt && new Date(token.expiresAt) <= new Date();
