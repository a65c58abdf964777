import { announce, facts, h, pause, section } from "./dom.js";
import { actionButton, choice } from "./forms.js";
import { table } from "./lists.js";
import { badge, confirmed, notice } from "./parts.js";

const KINDS = [["create", "Would be created", "info"], ["change", "Would be changed", "warning"], ["remove", "Would lose access", "error"]];
const SHOWN = 200;
const POLL = 1_000;

/** Looks at what a sync would do, and does it. */
export function syncRun({ api, link, signal, tenant }) {
  const force = h("input", { type: "checkbox" });
  const result = h("div");
  const [look, looked] = actionButton("Look at what would change", async () => {
    const answer = await api.post("/sync", { dryRun: true, force: force.checked });
    result.replaceChildren(...describe(answer, link));
    announce(summary(answer));
  }, { class: "quiet" });
  const [sync, synced] = actionButton("Sync", async () => {
    const preview = await api.post("/sync", { dryRun: true, force: force.checked });
    if (summary(preview) === NOTHING) return NOTHING;
    if (!await confirmed(`Sync ${tenant.name}?`, summary(preview), "Sync")) return null;
    const { syncId } = await api.post("/sync", { dryRun: false, force: force.checked });
    return await follow(api, syncId, result, signal);
  });
  return section("Sync by hand",
    h("p", null, "Makes the accounts what the identity provider said, for everybody whom the settings choose, also while automatic sync is off."),
    choice("Overwrite edits made by hand", force, "Otherwise only what the identity provider changed since is taken over."),
    h("div", { class: "actions" }, look, sync), looked, synced, result);
}

const NOTHING = "Nothing would change.";

function summary({ create, change, remove }) {
  const parts = [[create, "created"], [change, "changed"], [remove, "shut out"]].filter(([list]) => list.length > 0).map(([list, verb]) => `${list.length} ${verb}`);
  return parts.length === 0 ? NOTHING : `Accounts: ${parts.join(", ")}.`;
}

function describe(answer, link) {
  const counts = facts([...KINDS.map(([kind, title]) => [title, `${answer[kind].length}`]), ["Unchanged", `${answer.unchanged}`]]);
  const items = KINDS.flatMap(([kind, title, tone]) => answer[kind].map(item => ({ ...item, title, tone })));
  if (items.length === 0) return [counts, notice("ok", NOTHING)];
  const { element, add } = table("What a sync would do", [
    ["Person", item => h("a", { href: link("people", item.userId) }, item.userName ?? item.userId)],
    ["What", item => badge(item.tone, item.title)],
    ["Fields", item => item.kind === "create" ? "all" : item.fields.join(", ")],
  ]);
  add(items.slice(0, SHOWN));
  return [counts, element, items.length > SHOWN ? h("p", { class: "hint" }, `And ${items.length - SHOWN} more.`) : null].filter(Boolean);
}

async function follow(api, syncId, result, signal) {
  for (;;) {
    const run = await api.get(`/sync/${syncId}`);
    const total = run.create + run.change + run.remove;
    result.replaceChildren(facts([["State", run.state], ["Done", `${run.done} of ${total}`], ["Given up", `${run.faulted}`]]));
    if (run.state === "done") return run.faulted > 0 ? `The sync is over; ${run.faulted} could not be done: see below.` : `The sync is done. Accounts that it set right: ${total}.`;
    await pause(POLL, signal);
  }
}
