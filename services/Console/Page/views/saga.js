import { path } from "../api.js";
import { FIELDS, STATES } from "../diagnosis.js";
import { facts, h, pause, section } from "../dom.js";
import { actionButton } from "../forms.js";
import { table } from "../lists.js";
import { badge, time } from "../parts.js";

const POLL_DELAYS = [250, 500, 1_000, 2_000, 4_000];
const IN_PROGRESS = ["Applying"];
/** States in which the desired state is not computed from the newest push, so that a comparison would mislead. */
const INCOMPARABLE = ["AwaitingProfile", "OnHold"];

/** The saga's state, and its desired and actual state side by side. What was edited by hand is named, as it is neither. */
export function sagaSection(context, links, saga, group, edits = []) {
  const [tone, title, known] = STATES[saga.state] ?? ["neutral", saga.state, ""];
  const edited = edits.map(({ field }) => (FIELDS[field] ?? field).toLowerCase()).join(", ");
  const text = saga.state === "InSync" && edited
    ? `The account matches the identity provider, except for what was edited by hand: ${edited}.`
    : known;
  const { fault } = saga;
  return section("Provisioning",
    facts([["State", [badge(tone, title), " ", text]], ...(fault ? faultFacts(fault, links) : []), ...graceFacts(saga)]),
    fault ? h("div", { class: "actions" }, actionButton("Retry", () => retry(context, saga.userId))) : null,
    INCOMPARABLE.includes(saga.state) ? null : comparison(saga, group));
}

function comparison({ desired, observed, fault }, group) {
  const groupName = id => id === null || id === undefined ? "none" : id === group?.id ? group.displayName : id;
  const { element, add } = table("Desired and actual state", [
    ["Property", ([property]) => property],
    ["Desired", ([, wanted]) => wanted],
    ["Actual", ([, , actual]) => actual],
    ["Result", ([, wanted, actual]) => wanted === actual ? badge("ok", "same") : badge(fault ? "error" : "info", "different")],
  ]);
  add([["Account", yesNo(desired.exists), yesNo(observed.exists)]]);
  if (desired.exists || observed.exists) {
    add([
      ["Can log in", yesNo(desired.active), yesNo(observed.active)],
      ["Profile version", String(desired.attributesVersion), String(observed.attributesVersion)],
      ["Access Group", groupName(desired.group), groupName(observed.group)],
    ]);
  }
  return element;
}

const yesNo = value => value ? "yes" : "no";

const faultFacts = (fault, links) => [
  ["Reason", links.link(fault.reason)],
  ["Attempts", String(fault.attempts)],
];

/** A user who left their last group keeps its access for a while if the tenant wants that. */
const graceFacts = ({ revokeAccessAt }) => revokeAccessAt ? [["Keeps access until", time(revokeAccessAt)]] : [];

/** Retries the failed step, and waits a few seconds for the outcome. */
async function retry({ api, signal, reload }, userId) {
  // A saga that fails again looks the same as before, but the log has a new line.
  const lastFailure = async () => (await api.get("/timeline", { userId, filter: 'outcome eq "failed"', count: 1 })).items[0]?.at;
  const before = await lastFailure();
  await api.post(`/sagas${path(userId)}/retry`);
  let saga;
  for (const wait of POLL_DELAYS) {
    await pause(wait, signal);
    saga = await api.get(`/sagas${path(userId)}`);
    const isDone = saga.fault ? await lastFailure() !== before : !IN_PROGRESS.includes(saga.state);
    if (isDone) break;
  }
  const [, title] = STATES[saga.state] ?? [null, saga.state];
  await reload(saga.fault ? "The retry failed." : `Retried. The state is now: ${title}.`);
}
