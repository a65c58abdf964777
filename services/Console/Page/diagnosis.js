/** Badge, title and explanation of each state of a user's saga. */
export const STATES = {
  AwaitingProfile: ["warning", "Awaiting profile", "The identity provider has put this user into a group, but has not sent the user yet."],
  OnHold: ["warning", "On hold", "Automatic sync was off at the last push: the push is kept, the account was left alone. It follows with a sync, or once automatic sync is on."],
  ApplyingAccount: ["info", "Under way", "The account is being changed right now."],
  ApplyingAccess: ["info", "Under way", "The account is getting its permissions right now."],
  InSync: ["ok", "In sync", "The account is what the identity provider wants it to be."],
  Deprovisioned: ["neutral", "Deprovisioned", "There is no account, and according to the identity provider there should be none."],
  Faulted: ["error", "Given up", "The account is not what the identity provider wants it to be."],
};

/**
 * Answers why a person has no access, or has it: one sentence, and everything that stands in the way. Of the account, the saga, the login's answer
 * and the Access Group each may be null, where there is none.
 */
export function diagnose({ tenant, account, saga, login, group }) {
  const findings = [...ofSaga(saga), ...(account ? ofAccount(account, saga, tenant) : ofNoAccount(saga, tenant)), ...ofLogin(account, login)];
  if (account) findings.push(...ofAccess(account, group));
  const [tone, verdict] = verdictOf(account, login);
  const isStuck = tone === "ok" && findings.some(finding => finding.tone === "error" || finding.tone === "warning");
  return {
    tone: isStuck ? "warning" : tone,
    verdict: isStuck ? `${verdict} But not all is as it should be.` : verdict,
    findings,
  };
}

function verdictOf(account, login) {
  if (!account) return ["error", "This person can't log in: there is no account."];
  if (!account.active || login?.allowed === false) return ["error", "This person can't log in."];
  const count = account.permissions.length;
  return count === 0
    ? ["warning", "This person can log in, but may do nothing: the account has no permissions."]
    : ["ok", `This person can log in, and has ${count} permission${count === 1 ? "" : "s"}.`];
}

function ofSaga(saga) {
  const fault = saga?.fault;
  if (fault) {
    const times = fault.attempts === 1 ? "one attempt" : `${fault.attempts} attempts`;
    return [finding("error", `Provisioning gave up at the step “${fault.step.toLowerCase()}” after ${times}: ${fault.reason}`)];
  }
  const [tone, , text] = STATES[saga?.state] ?? [];
  return tone === "warning" || tone === "info" ? [finding(tone, text, saga.state === "OnHold" ? "settings" : null)] : [];
}

function ofNoAccount(saga, tenant) {
  if (!saga || saga.fault || saga.state !== "Deprovisioned") return [];
  return tenant.groupsToSync
    ? [finding("error", "The user was deleted at the identity provider, or stands in none of the groups that are synced.", "settings")]
    : [finding("error", "The user was deleted at the identity provider.")];
}

function ofAccount(account, saga, tenant) {
  if (!account.userId) return [finding("info", "This account is kept by hand: no user of the identity provider belongs to it.")];
  if (account.active || !saga || saga.fault) return [];
  if (saga.goal.active) return saga.state === "InSync" ? [finding("error", "The account was switched off by hand.")] : [];
  return tenant.groupsToSync && !saga.goal.group
    ? [finding("error", "The user was deactivated at the identity provider, or stands in none of the groups that are synced.", "settings")]
    : [finding("error", "The user was deactivated at the identity provider.")];
}

function ofLogin(account, login) {
  if (!login || !account?.active) return [];
  if (!login.allowed) return [finding("error", `The login is refused: ${login.reason}`)];
  return login.accountId === account.id ? [] : [finding("warning", "Whoever logs in with this e-mail address gets another account.")];
}

function ofAccess(account, group) {
  if (!account.accessGroup) {
    return account.userId
      ? [finding("warning", "The account has no Access Group, and so no permissions. Put the user into a group at the identity provider.")]
      : [];
  }
  if (account.permissions.length > 0) return [];
  const name = account.accessGroup.displayName ?? account.accessGroup.id;
  return [finding(
    "warning",
    group?.configured === false ? `The Access Group “${name}” is not configured yet.` : `The Access Group “${name}” gives no permissions.`,
    "groups",
    account.accessGroup.id)];
}

/** Something that stands in the way, and the view where it can be changed. */
const finding = (tone, text, view = null, argument = null) => ({ tone, text, view, argument });
