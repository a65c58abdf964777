import { quoted } from "../api.js";
import { card, h } from "../dom.js";
import { field, form } from "../forms.js";
import { growingList } from "../lists.js";
import { badge, notice, word } from "../parts.js";
import { isId, nameOf } from "../people.js";

const SEARCHED = ["workEmail", "firstName", "lastName", "upn"];
const PAGE = 50;

/** Lists and searches the tenant's accounts. */
export async function accounts(context) {
  const query = context.query.get("search") ?? "";
  const input = h("input", { type: "search", value: query, autocomplete: "off", spellcheck: "false" });
  const search = form("Search", () => {
    const text = input.value.trim();
    // The identity provider's log has the user's id.
    window.location.hash = isId(text)
      ? context.link("people", text.toLowerCase())
      : context.link("accounts", null, text ? { search: text } : null);
  }, field("Name, e-mail address, UPN or user ID", input));
  search.setAttribute("role", "search");

  const [login, list] = await Promise.all([
    query.includes("@") ? context.api.get("/login", { identifier: query }) : null,
    accountList(context, {
      filter: query ? filterFor(query) : null,
      caption: "Accounts",
      empty: query ? noneFound(query, context) : ["There are no accounts yet. They are created when the identity provider pushes users. ",
        h("a", { href: context.link("connect") }, "Connect an identity provider"), "."],
    }),
  ]);
  return { title: "Accounts", content: [card(search), login ? loginAnswer(query, login) : null, card(list)].filter(Boolean) };
}

/** A list of the accounts that match a filter. It omits the Access Group if all accounts have the same. */
export const accountList = ({ api, link }, { filter, caption, empty, isOneGroup = false }) => growingList({
  caption,
  columns: [
    ["Name", account => h("a", { href: link("accounts", account.id) }, nameOf(account))],
    ["Work e-mail", account => account.workEmail],
    ["State", account => stateOf(account)],
    ...(isOneGroup ? [] : [["Access Group", account => groupOf(account) ?? h("span", { class: "none" }, "none")]]),
    ["Kind", account => word(kindOf(account))],
  ],
  load: cursor => api.get("/accounts", { filter, count: PAGE, cursor }),
  empty,
});

const groupOf = ({ accessGroup }) => accessGroup?.displayName ?? accessGroup?.id;

/** Badge for active or inactive. */
export const stateOf = account => account.active ? badge("ok", "active") : badge("error", "inactive");

/** Display name of the kind of account. */
export const kindOf = account => account.kind === "externalRecruiter" ? "External recruiter" : "Internal";

/** Each word must occur in one of the fields. */
const filterFor = text => text.split(/\s+/)
  .map(word => `(${SEARCHED.map(name => `${name} co ${quoted(word)}`).join(" or ")})`)
  .join(" and ");

const loginAnswer = (identifier, { allowed, reason }) =>
  notice(allowed ? "ok" : "warning", `Login as ${identifier}: ${allowed ? "allowed" : "refused"}. ${reason}`);

const noneFound = (query, { link }) => [
  `No account matches “${query}”. A user who was pushed may not have an account yet: see `,
  h("a", { href: link("sync") }, "users who are waiting or failed"),
  ", or search by user ID.",
];
