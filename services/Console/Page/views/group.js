import { path, quoted } from "../api.js";
import { card, facts, h, section } from "../dom.js";
import { field, form } from "../forms.js";
import { copyable, time } from "../parts.js";
import { accountList } from "./accounts.js";
import { stateOf } from "./groups.js";

const LISTS = [
  ["permissions", "Permissions", "What members can do. One per line, for example jobs.view."],
  ["visibilities", "Visibilities", "What members can see. One per line, for example all or location:London."],
  ["notifications", "Notifications", "What members are notified about. One per line, for example application.received:email."],
];

/** One Access Group: its settings and its members. */
export async function group(context) {
  const { api, argument: id } = context;
  const [present, members] = await Promise.all([
    api.get(`/access-groups${path(id)}`),
    accountList(context, {
      filter: `accessGroup.id eq ${quoted(id)}`,
      caption: "Members",
      empty: "This group has no members.",
      isOneGroup: true,
    }),
  ]);
  const summary = card();
  const show = group => summary.replaceChildren(facts([
    ["State", stateOf(group)],
    ["Members", String(group.memberCount ?? "unknown")],
    ["Last changed", time(group.updatedAt)],
    ["ID", copyable(group.id, "group ID")],
  ]));
  show(present);
  return {
    title: present.displayName,
    content: [
      summary,
      section("Settings", settings(api, present, show)),
      section("Members", members),
    ],
  };
}

function settings(api, group, onSaved) {
  const areas = LISTS.map(([name, label, hint]) => [name, h("textarea", { spellcheck: "false", autocomplete: "off" }), label, hint]);
  show(group);

  function show(group) {
    for (const [name, area] of areas) {
      area.value = group[name].join("\n");
      area.rows = Math.max(3, group[name].length + 1);
    }
  }

  return form("Save", async () => {
    const wanted = Object.fromEntries(areas.map(([name, area]) => [name, lines(area.value)]));
    const saved = await api.put(`/access-groups${path(group.id)}/settings`, wanted);
    show(saved);
    onSaved(saved);
    return "Saved. Members' accounts are updated within seconds.";
  }, areas.map(([, area, label, hint]) => field(label, area, hint)));
}

// A name may contain spaces: location:New York.
const lines = text => text.split("\n").map(line => line.trim()).filter(Boolean);
