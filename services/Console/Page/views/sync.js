import { h, section } from "../dom.js";
import { drift } from "../drift.js";
import { growingList } from "../lists.js";
import { badge, notice } from "../parts.js";
import { STATES } from "../diagnosis.js";
import { Names } from "../people.js";
import { syncRun } from "../sync-run.js";

const PAGE = 50;

/** How the tenant's accounts follow the directory, and whose do not. */
export async function sync(context) {
  const { tenant, link } = context;
  const [failed, waiting, differing] = await Promise.all([
    users(context, ["Faulted"], "Nobody: every change that was tried was carried out."),
    users(context, ["OnHold", "AwaitingProfile"], "Nobody."),
    drift(context),
  ]);
  const settings = h("a", { href: link("settings") }, "Settings");
  return {
    title: "Sync",
    content: [
      tenant.automaticSync
        ? notice("info", "Automatic sync is on: each push is carried out at once. ", settings)
        : notice("warning", "Automatic sync is off: pushes are kept, and accounts are left alone until you sync, or switch it on. ", settings),
      syncRun(context),
      section("Users whose change failed", failed),
      section("Users who wait", waiting),
      differing,
    ],
  };
}

function users({ api, link }, states, empty) {
  const names = new Names(api);
  const filter = states.map(state => `state eq "${state}"`).join(" or ");
  return growingList({
    caption: `Users in the state ${states.join(" or ")}`,
    columns: [
      ["Person", saga => h("a", { href: link("people", saga.userId) }, names.user(saga.userId) ?? saga.userId)],
      ["State", saga => badge(...STATES[saga.state])],
      ["Why", saga => saga.fault?.reason ?? STATES[saga.state][2]],
    ],
    load: async cursor => {
      const page = await api.get("/sagas", { filter, count: PAGE, cursor });
      await names.learnUsers(page.items.map(saga => saga.userId));
      return page;
    },
    empty,
  });
}
