namespace Scim.Bus.Contracts;

/// <summary>Settings of a tenant, as its admins chose them.</summary>
public sealed record TenantSettings
{
    /// <summary>The customer's name, for people to read.</summary>
    public string Name { get; init; } = "";

    /// <summary>The identity provider whose dialect of SCIM the tenant's client speaks.</summary>
    public IdentityProvider IdentityProvider { get; init; } = IdentityProvider.Other;

    /// <summary>
    /// Whether requests that common clients get wrong are accepted: filters without quotes, and bodies without <c>schemas</c>. Only applies
    /// where the identity provider is <see cref="IdentityProvider.Other"/>.
    /// </summary>
    public bool Lenient { get; init; }

    /// <summary>Whether pushes change accounts at once. Off, they are only stored, until an admin runs a sync.</summary>
    public bool AutomaticSync { get; init; } = true;

    /// <summary>Only users whose effective group is one of these are provisioned; null for all users.</summary>
    public IReadOnlyList<GroupId>? GroupsToSync { get; init; }

    /// <summary>What happens when a user is added to a second group.</summary>
    public SecondGroupPolicy SecondGroup { get; init; } = SecondGroupPolicy.LatestWins;

    /// <summary>Whether the UPN is accepted as a login identifier beside the work e-mail.</summary>
    public bool UpnLogin { get; init; }

    /// <summary>Whether people with a new account get a welcome e-mail.</summary>
    public bool WelcomeEmails { get; init; } = true;

    /// <summary>Whether people get an e-mail when they are moved to another Access Group, lose their access or get it back.</summary>
    public bool ChangeEmails { get; init; } = true;

    /// <summary>Addresses that get e-mails about Access Groups to configure, conflicts and faults. None by default.</summary>
    public IReadOnlyList<string> AdminEmails { get; init; } = [];

    /// <summary>
    /// Removal grace period in seconds: a removal from one group and an addition to another within it are one move. Null for the service's
    /// default.
    /// </summary>
    public int? RemovalGraceSeconds { get; init; }

    /// <summary>
    /// Whether somebody who is removed from their last group keeps access during the removal grace period, so that a move never interrupts
    /// it. Off, access is revoked at once.
    /// </summary>
    public bool KeepAccessDuringGrace { get; init; }

    /// <summary>
    /// Whether requests of the identity provider that only read are on record too, each for an hour. Off, they are only counted.
    /// </summary>
    public bool RecordReads { get; init; }

    /// <summary>
    /// Hours without a request after which the connection counts as silent and admins are told. Null for never: identity providers may send
    /// nothing while nothing changes.
    /// </summary>
    public int? SilentAfterHours { get; init; }
}
