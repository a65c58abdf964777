namespace Scim.Bus.Contracts.Internal;

/// <summary>Notifications to Provisioning: the notification is done with, sent or not.</summary>
public sealed record PersonNotified
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>The order whose transition was told.</summary>
    public required long Order { get; init; }
}
