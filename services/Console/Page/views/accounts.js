import { quoted } from "../api.js";
import { card, h } from "../dom.js";
import { field, form } from "../forms.js";
import { growingList } from "../lists.js";
import { badge, notice, word } from "../parts.js";
import { isId, nameOf } from "../people.js";

const SEARCHED = ["workEmail", "firstName", "lastName", "upn"];
const PAGE = 50;

/** The accounts of the tenant, and a search for one. */
export async function accounts(context) {
  const sought = context.query.get("search") ?? "";
  const text = h("input", { type: "search", value: sought, autocomplete: "off", spellcheck: "false" });
  const search = form("Search", () => {
    const wanted = text.value.trim();
    // A user's id is what the identity provider's own log names them by.
    window.location.hash = isId(wanted)
      ? context.link("people", wanted.toLowerCase())
      : context.link("accounts", null, wanted ? { search: wanted } : null);
  }, field("Name, e-mail address, UPN or user id", text));
  search.setAttribute("role", "search");

  const [login, list] = await Promise.all([
    sought.includes("@") ? context.api.get("/login", { identifier: sought }) : null,
    accountList(context, {
      filter: sought ? filterFor(sought) : null,
      caption: "Accounts",
      empty: sought ? noneFound(sought, context) : ["There are no accounts yet. They come with the identity provider's pushes. ",
        h("a", { href: context.link("connect") }, "Connect it"), "."],
    }),
  ]);
  return { title: "Accounts", content: [card(search), login ? loginAnswer(sought, login) : null, card(list)].filter(Boolean) };
}

/** The accounts that a filter takes, page by page; without their Access Group where all have the same. */
export const accountList = ({ api, link }, { filter, caption, empty, ofOneGroup = false }) => growingList({
  caption,
  columns: [
    ["Name", account => h("a", { href: link("accounts", account.id) }, nameOf(account))],
    ["Work e-mail", account => account.workEmail],
    ["State", account => stateOf(account)],
    ...(ofOneGroup ? [] : [["Access Group", account => groupOf(account) ?? h("span", { class: "none" }, "none")]]),
    ["Kind", account => word(kindOf(account))],
  ],
  load: cursor => api.get("/accounts", { filter, count: PAGE, cursor }),
  empty,
});

const groupOf = ({ accessGroup }) => accessGroup?.displayName ?? accessGroup?.id;

/** Whether the account may be used. */
export const stateOf = account => account.active ? badge("ok", "active") : badge("error", "inactive");

/** What kind of account it is, in words. */
export const kindOf = account => account.kind === "externalRecruiter" ? "External recruiter" : "Internal";

/** Each word must be in one of the fields. */
const filterFor = text => text.split(/\s+/).map(word => `(${SEARCHED.map(name => `${name} co ${quoted(word)}`).join(" or ")})`).join(" and ");

const loginAnswer = (identifier, { allowed, reason }) =>
  notice(allowed ? "ok" : "warning", `Login as ${identifier}: ${allowed ? "allowed" : "refused"}. ${reason}`);

const noneFound = (sought, { link }) => [
  `No account's name, e-mail address or UPN holds “${sought}”. Somebody whom the identity provider pushed may still have none: see `,
  h("a", { href: link("sync") }, "who waits or failed"),
  ", or search for the user's id.",
];
