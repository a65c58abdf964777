using System.Globalization;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Parts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Pages.People;

/// <summary>What is known about a person. Each is null if it does not exist, or its service is away.</summary>
public sealed record KnownOfPerson
{
    public Tenant? Tenant { get; init; }

    /// <summary>What the identity provider said.</summary>
    public DirectoryPerson? Directory { get; init; }

    public Account? Account { get; init; }

    public Saga? Saga { get; init; }

    public LoginAnswer? Login { get; init; }

    public AccessGroup? Group { get; init; }

    /// <summary>True if Accounts is away, so that nobody knows whether there is an account.</summary>
    public bool IsAccountUnknown { get; init; }

    /// <summary>True if the ingress is away, so that nobody knows what the identity provider said.</summary>
    public bool IsDirectoryUnknown { get; init; }
}

/// <summary>Something that explains a person's access, with the view where an admin can do something about it.</summary>
public sealed record Finding(string Tone, string Text, string? View = null, string? Argument = null);

/// <summary>Why a person has access or not: a verdict in one sentence, and findings about everything that is in the way.</summary>
public sealed record Diagnosis(string Tone, string Verdict, IReadOnlyList<Finding> Findings)
{
    public static Diagnosis Of(KnownOfPerson known)
    {
        Finding[] findings =
        [
            .. OfSaga(known.Saga),
            .. OfGroups(known.Directory),
            .. OfEdits(known.Account),
            .. OfAccount(known),
            .. OfLogin(known.Account, known.Login),
            .. OfAccess(known.Account, known.Group),
        ];
        var (tone, verdict) = VerdictOf(known);
        var hasProblem = tone == "ok" && findings.Any(finding => finding.Tone is "error" or "warning");
        return new Diagnosis(
            hasProblem ? "warning" : tone, hasProblem ? $"{verdict} However, something needs attention." : verdict, findings);
    }

    private static (string Tone, string Verdict) VerdictOf(KnownOfPerson known)
    {
        if (known.IsAccountUnknown)
            return ("warning", "Whether this person can log in is not known now, because Accounts does not answer.");
        if (known.Account is not { } account)
            return ("error", "This person can't log in: there is no account.");
        if (!account.Active || known.Login?.Allowed == false)
            return ("error", "This person can't log in.");
        var count = account.Permissions.Count;
        return count == 0
            ? ("warning", "This person can log in but has no permissions.")
            : ("ok", $"This person can log in and has {count} permission{(count == 1 ? "" : "s")}.");
    }

    private static IEnumerable<Finding> OfSaga(Saga? saga)
    {
        if (saga?.Fault is { } fault)
        {
            var attempts = fault.Attempts == 1 ? "one attempt" : $"{fault.Attempts} attempts";
            yield return new Finding("error", $"Provisioning failed after {attempts}: {fault.Reason}");
        }
        else if (saga is not null && States.Of(saga.State) is { Tone: "warning" or "info" } state)
        {
            yield return new Finding(state.Tone, state.Text, saga.State == States.OnHold ? "settings" : null);
        }
    }

    private static IEnumerable<Finding> OfGroups(DirectoryPerson? user)
    {
        if (user is not { Groups: { Count: > 1 } groups })
            yield break;
        var others = string.Join(", ", groups.Skip(1).Select(group => $"“{group.Title}”"));
        yield return new Finding(
            "info",
            $"The identity provider has this person in {groups.Count} groups. “{groups[0].Title}” was added last and applies, not "
            + $"{others}.",
            "groups",
            groups[0].Id.ToString());
    }

    /// <summary>An account may differ from the identity provider although provisioning is done: people may edit it.</summary>
    private static IEnumerable<Finding> OfEdits(Account? account) =>
        from edit in account?.Edits ?? []
        where edit.Field != "active" || account!.Active
        select new Finding(
            "info",
            $"{FieldNames.Of(edit.Field)} was edited by hand{By(edit)}. It stays so until the identity provider changes it or a forced "
            + "sync overwrites it.");

    private static string By(FieldEdit? edit) => edit is null ? ""
        : $"{(edit.By is null ? "" : $" by {edit.By}")} on {edit.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static IEnumerable<Finding> OfAccount(KnownOfPerson known) => known switch
    {
        { IsAccountUnknown: true } => [],
        { Account: null, Saga: { Fault: null, State: States.Deprovisioned } } => known.Tenant?.GroupsToSync is null
            ? [new Finding("error", "The user was deleted in the identity provider.")]
            : [new Finding("error", "The user was deleted in the identity provider, or is not in any group that is synced.", "settings")],
        { Account: null } => [],
        { Account.UserId: null } =>
            [new Finding("info", "This account is managed by hand: it is not linked to a user of the identity provider.")],
        { Account.Active: true } or { Saga: null } or { Saga.Fault: not null } => [],
        { Saga.Desired.Active: true } => known.Saga.State == States.InSync
            ? [new Finding("error", $"The account was deactivated by hand{By(known.Account.Edits.FirstOrDefault(IsOfState))}.")]
            : [],
        { Tenant.GroupsToSync: not null, Saga.Desired.Group: null } =>
            [new Finding("error", "The user was deactivated in the identity provider, or is not in any group that is synced.", "settings")],
        _ => [new Finding("error", "The user was deactivated in the identity provider.")],
    };

    private static bool IsOfState(FieldEdit edit) => edit.Field == "active";

    private static IEnumerable<Finding> OfLogin(Account? account, LoginAnswer? login) => (account, login) switch
    {
        (not { Active: true }, _) or (_, null) => [],
        (_, { Allowed: false }) => [new Finding("error", $"Login is refused: {login.Reason}")],
        _ => login.AccountId == account.Id ? []
            : [new Finding("warning", "Logging in with this e-mail address opens a different account.")],
    };

    private static IEnumerable<Finding> OfAccess(Account? account, AccessGroup? group)
    {
        if (account is { AccessGroup: null, UserId: not null })
        {
            yield return new Finding(
                "warning",
                "The account has no Access Group and therefore no permissions. Add the user to a group in the identity provider.");
        }
        else if (account is { AccessGroup: { } own, Permissions.Count: 0 })
        {
            var text = group is { Configured: false }
                ? $"The Access Group “{own.Title}” is not configured yet."
                : $"The Access Group “{own.Title}” grants no permissions.";
            yield return new Finding("warning", text, "groups", own.Id.ToString());
        }
    }
}
