import { path } from "../api.js";
import { STATES } from "../diagnosis.js";
import { facts, h, pause, section } from "../dom.js";
import { actionButton } from "../forms.js";
import { table } from "../lists.js";
import { badge } from "../parts.js";

const PATIENCE = [500, 1_000, 1_000, 2_000, 4_000];
const UNDER_WAY = ["ApplyingAccount", "ApplyingAccess"];

/** What is wanted for a user and what was confirmed: level by level, so that what is still missing can be seen. */
export function sagaSection(context, saga, group) {
  const [tone, title, text] = STATES[saga.state] ?? ["neutral", saga.state, ""];
  const { goal, confirmed, fault } = saga;
  const groupName = id => id === null || id === undefined ? "none" : id === group?.id ? group.displayName : id;
  const { element, add } = table("Wanted and confirmed", [
    ["What", ([what]) => what],
    ["Wanted", ([, wanted]) => wanted],
    ["Confirmed", ([, , done]) => done],
    ["Compared", ([, wanted, done]) => wanted === done ? badge("ok", "equal") : badge(fault ? "error" : "info", "different")],
  ]);
  add([
    ["Account", yesNo(goal.exists), yesNo(confirmed.exists)],
    ["May log in", yesNo(goal.active), yesNo(confirmed.active)],
    ["Attributes of version", String(goal.attributesVersion), String(confirmed.attributesVersion)],
    ["Access Group", groupName(goal.group), groupName(confirmed.group)],
  ]);
  return section("Provisioning",
    facts([["State", [badge(tone, title), " ", text]], ...(fault ? faultFacts(fault) : [])]),
    fault ? h("div", { class: "actions" }, actionButton("Retry", () => retry(context, saga.userId))) : null,
    element);
}

const yesNo = value => value ? "yes" : "no";

const faultFacts = fault => [
  ["Failed step", fault.step.toLowerCase()],
  ["Reason", fault.reason],
  ["Attempts", String(fault.attempts)],
];

/** Has the saga try again, and waits a while for what becomes of it. */
async function retry({ api, signal, reload }, userId) {
  await api.post(`/sagas${path(userId)}/retry`);
  let saga;
  for (const wait of PATIENCE) {
    await pause(wait, signal);
    saga = await api.get(`/sagas${path(userId)}`);
    if (saga.state !== "Faulted" && !UNDER_WAY.includes(saga.state)) break;
  }
  await reload(saga.fault ? "It was tried again, and failed again." : `It was tried again. Now: ${(STATES[saga.state] ?? [])[1] ?? saga.state}.`);
}
