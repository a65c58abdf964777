import { path } from "../api.js";
import { announce, h, section } from "../dom.js";
import { actionButton, field, form, select } from "../forms.js";
import { table } from "../lists.js";
import { badge, confirmed, copyable, time } from "../parts.js";

const DAY = 86_400_000;
const LIFETIMES = [["", "Never"], ["30", "In 30 days"], ["90", "In 90 days"], ["365", "In a year"]];

/** The tokens of the tenant: which there are, a new one, and the end of one. */
export async function tokens({ api }) {
  const list = h("div", { class: "list", tabindex: "-1" });
  const secret = h("div", { "aria-live": "polite" });
  const lifetime = select(LIFETIMES, "");

  async function fill() {
    // They come in no order that would tell anything.
    const items = (await api.all("/tokens")).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    if (items.length === 0) {
      list.replaceChildren(h("p", { class: "empty" }, "There is no token: no identity provider can connect. Issue one below."));
      return;
    }
    const { element, add } = table("Tokens", [
      ["Created", token => time(token.createdAt)],
      ["Expires", token => [time(token.expiresAt, "never"), hasExpired(token) ? [" ", badge("error", "expired")] : null]],
      ["Last used", token => time(token.lastUsedAt, "never")],
      ["Action", token => actionButton("Revoke", () => revoke(token), { class: "quiet danger", "aria-label": `Revoke the token of ${token.createdAt}` })],
    ]);
    add(items);
    list.replaceChildren(element);
  }

  async function revoke(token) {
    const consequence = "Whoever uses it is refused from now on. If an identity provider still does, give it another token first.";
    if (!await confirmed("Revoke this token?", consequence, "Revoke")) return;
    await api.delete(`/tokens${path(token.id)}`);
    await fill();
    // The button that had the focus is gone.
    list.focus();
    announce("The token is revoked.");
  }

  async function issue() {
    const expiresAt = lifetime.value ? new Date(Date.now() + lifetime.value * DAY).toISOString() : null;
    const { token } = await api.post("/tokens", { expiresAt });
    secret.replaceChildren(h("div", { class: "notice ok secret" },
      h("p", null, "This is the new token. It is shown this once: put it where it is needed now."),
      copyable(token, "token"),
      h("button", { type: "button", class: "quiet", click: () => secret.replaceChildren() }, "Hide")));
    await fill();
  }

  await fill();
  return section("Tokens",
    h("p", null, "The identity provider sends one with each push. Several may be in use at once, so that one can replace another without a pause."),
    list,
    form("Issue a token", issue, field("The new token expires", lifetime)),
    secret);
}

const hasExpired = token => token.expiresAt && new Date(token.expiresAt) <= new Date();
