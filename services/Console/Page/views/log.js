import { card, h } from "../dom.js";
import { actionButton, field, select } from "../forms.js";
import { growingList } from "../lists.js";
import { badge, notice, time, trace, word } from "../parts.js";
import { Names } from "../people.js";

const PAGE = 50;
const TONES = { ok: "ok", ignored: "neutral", retried: "warning", failed: "error", warning: "warning" };
const OUTCOMES = [["", "All"], ...Object.keys(TONES).map(outcome => [outcome, outcome])];

/** The provisioning log of the tenant. */
export async function log(context) {
  return { title: "Provisioning log", content: [card(await lines(context))] };
}

/** The log, newest line first; only one user's lines if an id is given. */
export async function lines(context, userId = null) {
  const list = h("div");
  const outcome = select(OUTCOMES, "", { change: () => fill().catch(error => showFailure(list, error)) });

  async function fill() {
    list.replaceChildren(await read(context, userId, outcome.value));
  }

  const [refresh, refreshed] = actionButton("Refresh", fill, { class: "quiet" });
  await fill();
  return h("div", null, h("div", { class: "tools" }, field("Outcome", outcome), refresh), refreshed, list);
}

// For a user without an account, who has no name. Ids begin with a time, so their ends tell users apart.
const shortened = id => h("span", { class: "word", title: id }, `user …${id.slice(-8)}`);

function showFailure(list, error) {
  if (error.name !== "AbortError") list.replaceChildren(notice("error", error.message));
}

function read({ api, link }, userId, outcome) {
  const names = new Names(api);
  const filter = outcome ? `outcome eq "${outcome}"` : null;
  const columns = [
    ["Time", line => time(line.at)],
    ["Outcome", line => badge(TONES[line.outcome] ?? "neutral", line.outcome)],
    ["Step", line => word(line.step)],
    ["What happened", line => names.withNames(line.detail)],
    ["Person", ({ userId: id }) => id
      ? h("a", { href: link("people", id) }, names.user(id) ?? shortened(id))
      : h("span", { class: "none" }, "none")],
    ["Trace", line => trace(line.traceId)],
  ];
  return growingList({
    caption: "Provisioning log",
    columns: userId ? columns.filter(([title]) => title !== "Person") : columns,
    load: async cursor => {
      const [page] = await Promise.all([api.get("/timeline", { userId, filter, count: PAGE, cursor }), names.loadGroups()]);
      await names.loadUsers(page.items.map(line => line.userId));
      return page;
    },
    empty: outcome ? `There are no entries with outcome “${outcome}”.` : "There are no entries yet.",
  });
}
