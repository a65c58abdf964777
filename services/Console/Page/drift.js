import { facts, h, pause, section } from "./dom.js";
import { actionButton } from "./forms.js";
import { growingList } from "./lists.js";
import { badge, time } from "./parts.js";
import { Names } from "./people.js";

const PAGE = 50;
const POLL = 1_000;
const KINDS = {
  missing: ["error", "Missing", "There should be an account, and there is none."],
  orphaned: ["error", "Orphaned", "The identity provider does not have this user any more."],
  behind: ["warning", "Behind", "The account did not follow what the identity provider said."],
  edited: ["info", "Edited by hand", "Allowed; only a sync that overwrites edits changes it back."],
};

/** What the last comparison of directory and accounts found. */
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
      facts([["Compared", time(report.at)], ["Accounts", `${report.counts.compared}`],
        ...Object.entries(KINDS).map(([kind, [, title]]) => [title, `${report.counts[kind]}`])]),
      await items(context),
    ] : [h("p", { class: "empty" }, "Not compared yet: that is done once a day, or now.")]));
  }

  await show();
  return section("Drift", h("p", null, "Accounts that are not what the identity provider said, and who edited them."), content, h("div", { class: "actions" }, compare), compared);
}

function items({ api, link }) {
  const names = new Names(api);
  return growingList({
    caption: "Accounts that differ",
    columns: [
      ["Person", item => h("a", { href: link("people", item.userId) }, names.user(item.userId) ?? item.userId)],
      ["What", item => h("span", { title: KINDS[item.kind][2] }, badge(...KINDS[item.kind]))],
      ["Fields", item => item.fields.join(", ")],
      ["Edited by", item => [...new Set(item.edits.map(edit => edit.by ?? "somebody"))].join(", ")],
    ],
    load: async cursor => {
      const page = await api.get("/drift/items", { count: PAGE, cursor });
      await names.learnUsers(page.items.map(item => item.userId));
      return page;
    },
    empty: "Every account is what the identity provider said.",
  });
}
