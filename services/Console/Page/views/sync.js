import { h, section } from "../dom.js";
import { drift } from "../drift.js";
import { growingList } from "../lists.js";
import { badge, notice } from "../parts.js";
import { STATES } from "../diagnosis.js";
import { Names } from "../people.js";
import { syncRun } from "../sync-run.js";

const PAGE = 50;

/** Manual sync, users whose account does not follow the directory, and drift. */
export async function sync(context) {
  const { tenant, link } = context;
  const [failed, waiting, differing] = await Promise.all([
    users(context, ["Faulted"], "None. All changes were applied."),
    users(context, ["OnHold", "AwaitingProfile"], "None."),
    drift(context),
  ]);
  const settings = h("a", { href: link("settings") }, "Settings");
  return {
    title: "Sync",
    content: [
      tenant.automaticSync
        ? notice("info", "Automatic sync is on: pushes are applied at once. ", settings)
        : notice("warning", "Automatic sync is off: pushes are stored, but accounts do not change until you sync or turn it on. ",
          settings),
      syncRun(context),
      section("Failed users", failed),
      section("Waiting users", waiting),
      differing,
    ],
  };
}

function users({ api, link }, states, empty) {
  const names = new Names(api);
  const filter = states.map(state => `state eq "${state}"`).join(" or ");
  return growingList({
    caption: `Users in state ${states.map(state => STATES[state][1]).join(" or ")}`,
    columns: [
      ["Person", saga => h("a", { href: link("people", saga.userId) }, names.user(saga.userId) ?? saga.userId)],
      ["State", saga => badge(...STATES[saga.state])],
      ["Reason", saga => saga.fault?.reason ?? STATES[saga.state][2]],
    ],
    load: async cursor => {
      const page = await api.get("/sagas", { filter, count: PAGE, cursor });
      await names.loadUsers(page.items.map(saga => saga.userId));
      return page;
    },
    empty,
  });
}
