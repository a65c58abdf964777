namespace Scim.Bus.Contracts.Internal;

/// <summary>Within Provisioning: a sync found that a user's account is not what the directory says; make it so, automatic sync or not.</summary>
public sealed record SyncUser
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>The run of the sync.</summary>
    public required Guid Sync { get; init; }

    /// <summary>What the directory says; null if it has no such user.</summary>
    public DirectoryUser? Directory { get; init; }

    /// <summary>Whether the user has an account.</summary>
    public bool HasAccount { get; init; }

    /// <summary>The last order that was carried out on the account: what is ordered now must be above it, whatever became of the saga.</summary>
    public long AccountOrder { get; init; }

    /// <summary>Overwrite edits made by hand too.</summary>
    public bool Force { get; init; }
}
