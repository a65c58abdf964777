import { path } from "../api.js";
import { STATES } from "../diagnosis.js";
import { facts, h, pause, section } from "../dom.js";
import { actionButton } from "../forms.js";
import { table } from "../lists.js";
import { badge, time } from "../parts.js";

const PATIENCE = [250, 500, 1_000, 2_000, 4_000];
const UNDER_WAY = ["ApplyingAccount", "ApplyingAccess"];
/** Where the goal is not what the directory says by now: comparing with it would tell nothing. */
const UNDECIDED = ["AwaitingProfile", "OnHold"];

/** What is wanted for a user and what was confirmed: level by level, so that what is still missing can be seen. */
export function sagaSection(context, saga, group) {
  const [tone, title, text] = STATES[saga.state] ?? ["neutral", saga.state, ""];
  const { fault } = saga;
  return section("Provisioning",
    facts([["State", [badge(tone, title), " ", text]], ...(fault ? faultFacts(fault) : []), ...graceFacts(saga)]),
    fault ? h("div", { class: "actions" }, actionButton("Retry", () => retry(context, saga.userId))) : null,
    UNDECIDED.includes(saga.state) ? null : comparison(saga, group));
}

function comparison({ goal, confirmed, fault }, group) {
  const groupName = id => id === null || id === undefined ? "none" : id === group?.id ? group.displayName : id;
  const { element, add } = table("Wanted and confirmed", [
    ["What", ([what]) => what],
    ["Wanted", ([, wanted]) => wanted],
    ["Confirmed", ([, , done]) => done],
    ["Compared", ([, wanted, done]) => wanted === done ? badge("ok", "equal") : badge(fault ? "error" : "info", "different")],
  ]);
  add([["Account", yesNo(goal.exists), yesNo(confirmed.exists)]]);
  if (goal.exists || confirmed.exists) {
    add([
      ["May log in", yesNo(goal.active), yesNo(confirmed.active)],
      ["Attributes of version", String(goal.attributesVersion), String(confirmed.attributesVersion)],
      ["Access Group", groupName(goal.group), groupName(confirmed.group)],
    ]);
  }
  return element;
}

const yesNo = value => value ? "yes" : "no";

const faultFacts = fault => [
  ["Failed step", fault.step.toLowerCase()],
  ["Reason", fault.reason],
  ["Attempts", String(fault.attempts)],
];

/** Who left their last group may keep its permissions for a while, by the tenant's choice. */
const graceFacts = ({ losesAccessAt }) => losesAccessAt ? [["Permissions stay until", time(losesAccessAt)]] : [];

/** Has the saga try again, and waits a while for what becomes of it. */
async function retry({ api, signal, reload }, userId) {
  // A saga that fails again looks as it did before. Its failures stand in the log.
  const lastFailure = async () => (await api.get("/timeline", { userId, filter: 'outcome eq "failed"', count: 1 })).items[0]?.at;
  const before = await lastFailure();
  await api.post(`/sagas${path(userId)}/retry`);
  let saga;
  for (const wait of PATIENCE) {
    await pause(wait, signal);
    saga = await api.get(`/sagas${path(userId)}`);
    const isDone = saga.fault ? await lastFailure() !== before : !UNDER_WAY.includes(saga.state);
    if (isDone) break;
  }
  await reload(saga.fault ? "It was tried again, and failed again." : `It was tried again. Now: ${(STATES[saga.state] ?? [])[1] ?? saga.state}.`);
}
