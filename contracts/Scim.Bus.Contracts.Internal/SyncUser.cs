namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Within Provisioning: a sync found that a user's account differs from the directory. Reconcile it, even if automatic sync is off.
/// </summary>
public sealed record SyncUser : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>Id of the sync.</summary>
    public required Guid Sync { get; init; }

    /// <summary>The user in the directory; null if there is none.</summary>
    public DirectoryUser? Directory { get; init; }

    /// <summary>Whether the user has an account.</summary>
    public bool HasAccount { get; init; }

    /// <summary>
    /// Generation that was last applied to the account: the next command must be above it, even if the saga lost its state.
    /// </summary>
    public long AccountGeneration { get; init; }

    /// <summary>Overwrite manual edits too.</summary>
    public bool Force { get; init; }
}
