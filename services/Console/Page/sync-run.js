import { announce, facts, h, pause, section } from "./dom.js";
import { actionButton, choice } from "./forms.js";
import { table } from "./lists.js";
import { badge, confirmed, notice } from "./parts.js";

const KINDS = [
  ["create", "Would be created", "info"],
  ["change", "Would be changed", "warning"],
  ["remove", "Would lose access", "error"],
];
const UP_TO_DATE = "All accounts are up to date.";
const SHOWN = 200;
const POLL = 1_000;

/** Previews a manual sync, and runs it. */
export function syncRun({ api, link, signal, tenant }) {
  const force = h("input", { type: "checkbox" });
  const result = h("div");
  const [preview, previewed] = actionButton("Preview changes", async () => {
    const changes = await api.post("/sync", { dryRun: true, force: force.checked });
    result.replaceChildren(...describe(changes, link));
    announce(summary(changes));
  }, { class: "quiet" });
  const [sync, synced] = actionButton("Sync", async () => {
    const changes = await api.post("/sync", { dryRun: true, force: force.checked });
    if (summary(changes) === UP_TO_DATE) return UP_TO_DATE;
    if (!await confirmed(`Sync ${tenant.name}?`, summary(changes), "Sync")) return null;
    const { syncId } = await api.post("/sync", { dryRun: false, force: force.checked });
    return await follow(api, syncId, result, signal);
  });
  return section("Manual sync",
    h("p", null, "Updates accounts to match the identity provider, for all users selected in the settings. Works with automatic sync off."),
    choice("Overwrite manual edits", force,
      "Otherwise an edited attribute is updated only if the identity provider has changed it since the edit."),
    h("div", { class: "actions" }, preview, sync), previewed, synced, result);
}

function summary({ create, change, remove }) {
  const parts = [[create, "to create"], [change, "to change"], [remove, "to lose access"]]
    .filter(([list]) => list.length > 0)
    .map(([list, what]) => `${list.length} ${what}`);
  return parts.length === 0 ? UP_TO_DATE : `Accounts: ${parts.join(", ")}.`;
}

function describe(changes, link) {
  const counts = facts([...KINDS.map(([kind, title]) => [title, `${changes[kind].length}`]), ["Unchanged", `${changes.unchanged}`]]);
  const items = KINDS.flatMap(([kind, title, tone]) => changes[kind].map(item => ({ ...item, title, tone })));
  if (items.length === 0) return [counts, notice("ok", UP_TO_DATE)];
  const { element, add } = table("Changes that a sync would make", [
    ["Person", item => h("a", { href: link("people", item.userId) }, item.userName ?? item.userId)],
    ["Change", item => badge(item.tone, item.title)],
    ["Fields", item => item.kind === "create" ? "all" : item.fields.join(", ")],
  ]);
  add(items.slice(0, SHOWN));
  const more = items.length > SHOWN ? h("p", { class: "hint" }, `And ${items.length - SHOWN} more.`) : null;
  return [counts, element, more].filter(Boolean);
}

async function follow(api, syncId, result, signal) {
  for (;;) {
    const run = await api.get(`/sync/${syncId}`);
    const total = run.create + run.change + run.remove;
    result.replaceChildren(facts([["State", run.state], ["Progress", `${run.done} of ${total}`], ["Failed", `${run.faulted}`]]));
    if (run.state === "done") {
      return run.faulted > 0
        ? `The sync is done, but ${run.faulted} of ${total} accounts could not be updated: see below.`
        : `The sync is done. Accounts updated: ${total}.`;
    }
    await pause(POLL, signal);
  }
}
