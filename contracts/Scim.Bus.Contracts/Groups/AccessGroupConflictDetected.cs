namespace Scim.Bus.Contracts;

/// <summary>A user stands in more than one group. Pinpoint gives one Access Group to each: the one added last.</summary>
public sealed record AccessGroupConflictDetected
{
    /// <summary>Whose user it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>The user's SCIM <c>userName</c>, for people to read; null if it is not known.</summary>
    public string? UserName { get; init; }

    /// <summary>The user's version at which the conflict arose.</summary>
    public required long Version { get; init; }

    /// <summary>The group whose permissions the user has.</summary>
    public required GroupId EffectiveGroup { get; init; }

    /// <summary>The groups that the user stands in without having their permissions.</summary>
    public required IReadOnlyList<GroupId> OtherGroups { get; init; }

    /// <summary>When the directory accepted the change that led here, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
