namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Provisioning to AccessGroups: assign this Access Group to the user. AccessGroups looks up the permissions and publishes
/// <see cref="AccessGroupApplied"/>; Accounts stores that and answers with <see cref="AccessApplied"/>.
/// </summary>
public sealed record AssignAccessGroup : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>Generation of the desired state. Consumers ignore commands of an older generation.</summary>
    public required long Generation { get; init; }

    /// <summary>The Access Group; null for none.</summary>
    public GroupId? Group { get; init; }
}
