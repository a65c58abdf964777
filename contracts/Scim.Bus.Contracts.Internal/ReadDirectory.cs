namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Provisioning to Ingress: what does the directory say? Either of certain users, or of all of them, page by page in the order of their ids. Answered by
/// <see cref="DirectoryPage"/>.
/// </summary>
public sealed record ReadDirectory
{
    public required TenantId Tenant { get; init; }

    /// <summary>Only these users; null for a page of all.</summary>
    public IReadOnlyList<UserId>? Users { get; init; }

    /// <summary>The last user of the page before; null for the first page.</summary>
    public UserId? After { get; init; }

    /// <summary>How many users the page has at most.</summary>
    public int Count { get; init; }
}

/// <summary>Ingress to Provisioning: users of the directory.</summary>
public sealed record DirectoryPage
{
    /// <summary>The users. A deleted one is not among them.</summary>
    public required IReadOnlyList<DirectoryUser> Users { get; init; }

    /// <summary>Whether there may be more after the last of them.</summary>
    public required bool HasMore { get; init; }
}

/// <summary>What the directory says of a user.</summary>
public sealed record DirectoryUser
{
    public required UserId User { get; init; }

    /// <summary>The user's version. No event of the profile that was published by now has a higher one.</summary>
    public required long Version { get; init; }

    public required UserProfile Profile { get; init; }

    /// <summary>For each attribute of the profile (by its JSON name) the user's version at which it last changed.</summary>
    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    public required bool Active { get; init; }

    /// <summary>The version at which the memberships last changed; 0 if they never did.</summary>
    public required long AssignmentVersion { get; init; }

    /// <summary>The membership that was added last and still stands; null for none.</summary>
    public GroupId? EffectiveGroup { get; init; }
}
