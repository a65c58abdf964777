import { facts, h, pause, section } from "./dom.js";
import { actionButton } from "./forms.js";
import { growingList } from "./lists.js";
import { badge, time } from "./parts.js";
import { Names } from "./people.js";

const PAGE = 50;
const POLL = 1_000;
const KINDS = {
  missing: ["error", "Missing", "The user should have an account but has none."],
  orphaned: ["error", "Orphaned", "The user of this account no longer exists in the identity provider."],
  behind: ["warning", "Out of date", "The account lacks the latest changes from the identity provider."],
  edited: ["info", "Edited by hand", "Allowed. Only a sync that overwrites manual edits reverts it."],
};

/** Result of the last comparison of directory and accounts. */
export async function drift(context) {
  const { api, signal } = context;
  const content = h("div");
  const [compare, compared] = actionButton("Compare now", async () => {
    const before = await api.get("/drift");
    await api.post("/drift");
    for (let report = before; report.running || report.at === before.at; report = await api.get("/drift")) await pause(POLL, signal);
    await show();
    return null;
  }, { class: "quiet" });

  async function show() {
    const report = await api.get("/drift");
    content.replaceChildren(...(report.counts ? [
      facts([["Last compared", time(report.at)], ["Accounts compared", `${report.counts.compared}`],
        ...Object.entries(KINDS).map(([kind, [, title]]) => [title, `${report.counts[kind]}`])]),
      await items(context),
    ] : [h("p", { class: "empty" }, "No comparison yet. Accounts are compared once a day, or when you choose Compare now.")]));
  }

  await show();
  return section("Drift",
    h("p", null, "Accounts that differ from the identity provider, and who edited them."),
    content,
    h("div", { class: "actions" }, compare),
    compared);
}

function items({ api, link }) {
  const names = new Names(api);
  return growingList({
    caption: "Accounts that differ",
    columns: [
      ["Person", item => h("a", { href: link("people", item.userId) }, names.user(item.userId) ?? item.userId)],
      ["Difference", item => h("span", { title: KINDS[item.kind][2] }, badge(...KINDS[item.kind]))],
      ["Fields", item => item.fields.join(", ")],
      ["Edited by", item => [...new Set(item.edits.map(edit => edit.by ?? "unknown"))].join(", ")],
    ],
    load: async cursor => {
      const page = await api.get("/drift/items", { count: PAGE, cursor });
      await names.loadUsers(page.items.map(item => item.userId));
      return page;
    },
    empty: "Every account matches the identity provider.",
  });
}
