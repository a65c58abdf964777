/** Badge, title and explanation of each state of a user's saga. */
export const STATES = {
  AwaitingProfile: ["warning", "Awaiting profile", "The identity provider added this user to a group but has not sent the user yet."],
  OnHold: ["warning", "On hold", "Automatic sync was off when the last push arrived. The push was stored, and will be applied by the " +
    "next sync or when automatic sync is turned on."],
  Applying: ["info", "In progress", "The account and its access are being updated."],
  InSync: ["ok", "In sync", "The account matches the identity provider."],
  Deprovisioned: ["neutral", "Deprovisioned", "This user has no account and should not have one."],
  Faulted: ["error", "Failed", "The account does not match the identity provider, because a change failed."],
};

/** Labels of the fields of an account that can be edited. */
export const FIELDS = {
  workEmail: "Work e-mail",
  firstName: "First name",
  lastName: "Last name",
  timeZone: "Time zone",
  upn: "UPN",
  kind: "Kind",
  active: "State",
};

/**
 * Explains why a person has access or not: a verdict in one sentence, and findings about everything that is in the way. Account, saga,
 * login answer and Access Group are null if they don't exist.
 */
export function diagnose({ tenant, account, saga, login, group }) {
  const findings = [
    ...ofSaga(saga),
    ...ofEdits(account),
    ...(account ? ofAccount(account, saga, tenant) : ofMissingAccount(saga, tenant)),
    ...ofLogin(account, login),
  ];
  if (account) findings.push(...ofAccess(account, group));
  const [tone, verdict] = verdictOf(account, login);
  const hasProblem = tone === "ok" && findings.some(finding => finding.tone === "error" || finding.tone === "warning");
  return {
    tone: hasProblem ? "warning" : tone,
    verdict: hasProblem ? `${verdict} However, something needs attention.` : verdict,
    findings,
  };
}

function verdictOf(account, login) {
  if (!account) return ["error", "This person can't log in: there is no account."];
  if (!account.active || login?.allowed === false) return ["error", "This person can't log in."];
  const count = account.permissions.length;
  return count === 0
    ? ["warning", "This person can log in but has no permissions."]
    : ["ok", `This person can log in and has ${count} permission${count === 1 ? "" : "s"}.`];
}

function ofSaga(saga) {
  const fault = saga?.fault;
  if (fault) {
    const attempts = fault.attempts === 1 ? "one attempt" : `${fault.attempts} attempts`;
    return [finding("error", `Provisioning failed after ${attempts}: ${fault.reason}`)];
  }
  const [tone, , text] = STATES[saga?.state] ?? [];
  return tone === "warning" || tone === "info" ? [finding(tone, text, saga.state === "OnHold" ? "settings" : null)] : [];
}

/** An account may differ from the identity provider although provisioning is done: people may edit it. */
function ofEdits(account) {
  return (account?.edits ?? []).filter(({ field }) => field !== "active" || account.active).map(edit => finding("info",
    `${FIELDS[edit.field] ?? edit.field} was edited by hand${by(edit)}. It stays so until the identity provider changes it or a forced ` +
    "sync overwrites it."));
}

const editOf = (account, field) => account.edits?.find(edit => edit.field === field);

const by = edit => edit ? `${edit.by ? ` by ${edit.by}` : ""} on ${edit.at.slice(0, 10)}` : "";

function ofMissingAccount(saga, tenant) {
  if (!saga || saga.fault || saga.state !== "Deprovisioned") return [];
  return tenant.groupsToSync
    ? [finding("error", "The user was deleted in the identity provider, or is not in any group that is synced.", "settings")]
    : [finding("error", "The user was deleted in the identity provider.")];
}

function ofAccount(account, saga, tenant) {
  if (!account.userId) return [finding("info", "This account is managed by hand: it is not linked to a user of the identity provider.")];
  if (account.active || !saga || saga.fault) return [];
  if (saga.desired.active) {
    const text = `The account was deactivated by hand${by(editOf(account, "active"))}.`;
    return saga.state === "InSync" ? [finding("error", text)] : [];
  }
  return tenant.groupsToSync && !saga.desired.group
    ? [finding("error", "The user was deactivated in the identity provider, or is not in any group that is synced.", "settings")]
    : [finding("error", "The user was deactivated in the identity provider.")];
}

function ofLogin(account, login) {
  if (!login || !account?.active) return [];
  if (!login.allowed) return [finding("error", `Login is refused: ${login.reason}`)];
  return login.accountId === account.id ? [] : [finding("warning", "Logging in with this e-mail address opens a different account.")];
}

function ofAccess(account, group) {
  if (!account.accessGroup) {
    const text = "The account has no Access Group and therefore no permissions. Add the user to a group in the identity provider.";
    return account.userId ? [finding("warning", text)] : [];
  }
  if (account.permissions.length > 0) return [];
  const name = account.accessGroup.displayName ?? account.accessGroup.id;
  const text = group?.configured === false
    ? `The Access Group “${name}” is not configured yet.`
    : `The Access Group “${name}” grants no permissions.`;
  return [finding("warning", text, "groups", account.accessGroup.id)];
}

/** A finding, with the view where an admin can do something about it. */
const finding = (tone, text, view = null, argument = null) => ({ tone, text, view, argument });
