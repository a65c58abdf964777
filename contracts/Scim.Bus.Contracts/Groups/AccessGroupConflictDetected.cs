namespace Scim.Bus.Contracts;

/// <summary>A user is a member of several groups. An account has one Access Group: that of the membership added last.</summary>
public sealed record AccessGroupConflictDetected : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>The user's SCIM <c>userName</c>, for people to read; null if it is not known.</summary>
    public string? UserName { get; init; }

    /// <summary>The user's version at the change that caused the conflict.</summary>
    public required long Version { get; init; }

    /// <summary>The group whose Access Group applies.</summary>
    public required GroupId EffectiveGroup { get; init; }

    /// <summary>The user's other groups, whose Access Groups do not apply.</summary>
    public required IReadOnlyList<GroupId> OtherGroups { get; init; }

    /// <summary>When the directory accepted the change that caused the conflict, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
