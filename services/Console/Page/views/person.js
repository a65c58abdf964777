import { AccountLinks } from "../account-links.js";
import { path, quoted } from "../api.js";
import { diagnose } from "../diagnosis.js";
import { facts, h, section } from "../dom.js";
import { badge, copyable, names, notice, time } from "../parts.js";
import { isId, nameOf } from "../people.js";
import { kindOf, stateOf } from "./accounts.js";
import { lines } from "./log.js";
import { sagaSection } from "./saga.js";

/** One person, found by account or by user: why they have access or not, and everything that is known about them. */
export async function person(context) {
  if (context.view === "people" && !isId(context.argument)) return unknown(context.argument);
  const account = await accountOf(context);
  const userId = context.view === "people" ? context.argument : account.userId;
  const [saga, login, log] = await Promise.all([
    userId ? orFailure(context.api.find(`/sagas${path(userId)}`)) : {},
    identifierOf(account) ? orFailure(context.api.get("/login", { identifier: identifierOf(account) })) : {},
    userId ? orFailure(lines(context, userId)) : {},
  ]);
  if (!account && saga.value === null) return unknown(userId);
  const groupId = account?.accessGroup?.id ?? saga.value?.desired.group;
  const group = groupId ? await orFailure(context.api.find(`/access-groups${path(groupId)}`)) : {};
  const links = new AccountLinks(context);
  await links.load(saga.value?.fault?.reason);
  const known = { tenant: context.tenant, account, saga: saga.value, login: login.value, group: group.value };
  return {
    title: account ? nameOf(account) : `User ${userId}`,
    content: [
      summary(context, links, diagnose(known), [saga, login, group, log].filter(part => part.error)),
      account ? section("Account", accountFacts(account, login.value)) : null,
      account ? section("Access", access(context, account)) : null,
      userId && saga.value ? sagaSection(context, links, saga.value, group.value, account?.edits) : null,
      log.value ? section("Provisioning log", log.value) : null,
    ].filter(Boolean),
  };
}

async function accountOf({ api, view, argument }) {
  if (view === "accounts") return api.get(`/accounts${path(argument)}`);
  const found = await api.get("/accounts", { filter: `userId eq ${quoted(argument)}`, count: 1 });
  return found.items[0] ?? null;
}

const identifierOf = account => account?.workEmail ?? account?.upn;

// Each part comes from another service. A service that can't be reached must not hide the parts of the others.
const orFailure = promise => promise.then(value => ({ value }), error => {
  if (error.name === "AbortError" || error.status === 401) throw error;
  return { error };
});

const unknown = userId => ({
  title: `User ${userId}`,
  content: [notice("warning", "This user is unknown: the identity provider has never pushed a user with this ID to this tenant.")],
});

function summary({ link }, links, { tone, verdict, findings }, failures) {
  return h("section", { class: "answer", "aria-label": "Summary" },
    notice(tone, verdict),
    failures.length > 0 ? notice("error", "Some information is missing. ", failures.map(({ error }) => error.message).join(" ")) : null,
    findings.length > 0 ? h("ul", { class: "findings" }, findings.map(({ tone, text, view, argument }) => h("li", { class: tone },
      links.link(text), view ? [" ", h("a", { href: link(view, argument) }, view === "settings" ? "Settings" : "Open the group")] : null))) : null);
}

const accountFacts = (account, login) => facts([
  ["State", stateOf(account)],
  ["Login", login ? [badge(login.allowed ? "ok" : "error", login.allowed ? "allowed" : "refused"), " ", login.reason] : "unknown"],
  ["Work e-mail", account.workEmail ?? "none"],
  ["UPN", account.upn ?? "none"],
  ["Name", [account.firstName, account.lastName].filter(Boolean).join(" ") || "none"],
  ["Time zone", account.timeZone ?? "none"],
  ["Kind", kindOf(account)],
  ["Origin", account.origin === "scim" ? "Identity provider" : "Created by hand"],
  ["Last changed", [time(account.updatedAt), ` (version ${account.version})`]],
  ["Account ID", copyable(account.id, "account ID")],
  ["User ID", account.userId ? copyable(account.userId, "user ID") : "none"],
]);

const access = ({ link }, { accessGroup, permissions, visibilities, notifications }) => facts([
  ["Access Group", accessGroup ? h("a", { href: link("groups", accessGroup.id) }, accessGroup.displayName ?? accessGroup.id) : "none"],
  ["Permissions", names(permissions, "none")],
  ["Visibilities", names(visibilities, "none")],
  ["Notifications", names(notifications, "none")],
]);
