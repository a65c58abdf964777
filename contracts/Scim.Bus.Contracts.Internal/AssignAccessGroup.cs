namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Provisioning to AccessGroups: this is the user's Access Group. AccessGroups decides what the user may do and publishes
/// <see cref="AccessGroupApplied"/>; Accounts stores that and answers with <see cref="AccessApplied"/>.
/// </summary>
public sealed record AssignAccessGroup
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>Grows with every decision of the saga.</summary>
    public required long Order { get; init; }

    /// <summary>The Access Group; null for none.</summary>
    public GroupId? Group { get; init; }
}
