namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Ingress to Notifications: a user who was in several groups is in one at most. Nobody need be told of the conflict any more.
/// </summary>
public sealed record AccessGroupConflictResolved : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>The user's version at which the conflict ended; above that of the <see cref="AccessGroupConflictDetected"/>.</summary>
    public required long Version { get; init; }
}
