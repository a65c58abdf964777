import { card, h } from "../dom.js";
import { table } from "../lists.js";
import { badge, notice, time } from "../parts.js";

/** Lists the Access Groups, and which of them an admin has to configure. */
export async function groups({ api, link }) {
  const list = (await api.all("/access-groups")).sort((a, b) => a.displayName.localeCompare(b.displayName));
  return { title: "Access Groups", content: list.length > 0 ? filled(list, link) : [card(empty(link))] };
}

function filled(list, link) {
  const { element, add } = table("Access Groups", [
    ["Name", group => h("a", { href: link("groups", group.id) }, group.displayName)],
    ["State", group => stateOf(group)],
    ["Members", group => String(group.memberCount ?? "unknown")],
    ["Permissions", group => String(group.permissions.length)],
    ["Last changed", group => time(group.updatedAt)],
  ]);
  add(list);
  const open = list.filter(group => !group.configured).length;
  const todo = open > 0
    ? notice("warning", open === 1
      ? "1 group is not configured yet. Its members have no permissions."
      : `${open} groups are not configured yet. Their members have no permissions.`)
    : null;
  return [todo, card(element)].filter(Boolean);
}

const empty = link => h("p", { class: "empty" },
  "There are no Access Groups yet. Each group that the identity provider pushes becomes one. ",
  h("a", { href: link("connect") }, "Connect an identity provider"), ".");

/** Badge for configured or not. */
export const stateOf = group => group.configured ? badge("ok", "configured") : badge("warning", "not configured");
