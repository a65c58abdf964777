namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Accounts to AccessGroups: publish <see cref="AccessGroupSettingsChanged"/> for a group that Accounts has no copy of. AccessGroups
/// ignores it if it does not know the group yet: it publishes when it does.
/// </summary>
public sealed record RequestAccessGroupSettings : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required GroupId Group { get; init; }
}
