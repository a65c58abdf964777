namespace Scim.Bus.Contracts;

/// <summary>
/// What a user may do was decided: the permissions of their Access Group, in full. Apply it if (<see cref="Generation"/>,
/// <see cref="GroupVersion"/>) is above the pair that you hold for this user, the generation compared first, else drop it.
/// </summary>
public sealed record AccessGroupApplied
{
    /// <summary>Whose user it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>Generation of the user's assignment. Grows each time that the user is assigned anew.</summary>
    public required long Generation { get; init; }

    /// <summary>The Access Group's version: grows with its settings. 0 where there is no group.</summary>
    public required long GroupVersion { get; init; }

    /// <summary>The Access Group, null for none.</summary>
    public GroupId? Group { get; init; }

    /// <summary>The Access Group's name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What may be done, such as <c>jobs.view</c>.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>What may be seen, such as <c>location:London</c>.</summary>
    public required IReadOnlyList<string> Visibilities { get; init; }

    /// <summary>What is notified of, such as <c>application.received:email</c>.</summary>
    public required IReadOnlyList<string> Notifications { get; init; }

    /// <summary>When it was decided, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
