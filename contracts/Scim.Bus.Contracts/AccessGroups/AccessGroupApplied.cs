namespace Scim.Bus.Contracts;

/// <summary>
/// A user was given the permissions of their Access Group, here in full. Apply the message if (<see cref="Generation"/>,
/// <see cref="GroupVersion"/>) is higher than the pair that you hold for this user, comparing the generation first; else drop it.
/// </summary>
public sealed record AccessGroupApplied : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>Generation of the user's assignment. Grows each time the user is assigned to an Access Group.</summary>
    public required long Generation { get; init; }

    /// <summary>The Access Group's version: grows when its name or settings change. 0 without a group.</summary>
    public required long GroupVersion { get; init; }

    /// <summary>The Access Group; null for none.</summary>
    public GroupId? Group { get; init; }

    /// <summary>The Access Group's name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the user may do, such as <c>jobs.view</c>.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>What the user may see, such as <c>location:London</c>.</summary>
    public required IReadOnlyList<string> Visibilities { get; init; }

    /// <summary>What the user is notified of, such as <c>application.received:email</c>.</summary>
    public required IReadOnlyList<string> Notifications { get; init; }

    /// <summary>When the permissions were determined, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
