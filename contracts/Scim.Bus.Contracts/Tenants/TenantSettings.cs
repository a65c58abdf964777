namespace Scim.Bus.Contracts;

/// <summary>What a tenant's admin can set.</summary>
public sealed record TenantSettings
{
    /// <summary>The customer's name, for people to read.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whose dialect of SCIM the tenant's client speaks.</summary>
    public IdentityProvider IdentityProvider { get; init; } = IdentityProvider.Other;

    /// <summary>Off: pushes are accepted and kept, accounts are left alone until an admin runs a sync.</summary>
    public bool AutomaticSync { get; init; } = true;

    /// <summary>Only users whose effective group is among these are provisioned; null for everybody.</summary>
    public IReadOnlyList<GroupId>? GroupsToSync { get; init; }

    /// <summary>What happens when a user is added to a second group.</summary>
    public SecondGroupPolicy SecondGroup { get; init; } = SecondGroupPolicy.LatestWins;

    /// <summary>Whether the UPN is accepted as a login identifier beside the work e-mail.</summary>
    public bool UpnLogin { get; init; }

    /// <summary>Whether new people get an e-mail that welcomes them.</summary>
    public bool WelcomeEmails { get; init; } = true;

    /// <summary>Whether people get an e-mail when they are moved to another Access Group, lose their access or get it back.</summary>
    public bool ChangeEmails { get; init; } = true;

    /// <summary>Who is written to about new Access Groups to configure, conflicts and faults. Nobody by default.</summary>
    public IReadOnlyList<string> AdminEmails { get; init; } = [];

    /// <summary>
    /// Longest gap, in seconds, between a removal from one group and an addition to another for both to count as one move; null for the
    /// service's default.
    /// </summary>
    public int? RemovalGraceSeconds { get; init; }

    /// <summary>
    /// True if somebody who loses their last group keeps its permissions until that gap has passed, so that a move that arrives as remove
    /// and add never interrupts anybody. If false, the permissions end at once.
    /// </summary>
    public bool KeepAccessDuringGrace { get; init; }
}
