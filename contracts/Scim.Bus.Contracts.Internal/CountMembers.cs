namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Query of AccessGroups to Accounts: how many accounts have access by these groups. Answered by <see cref="MemberCounts"/>.
/// </summary>
public sealed record CountMembers : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required IReadOnlyList<GroupId> Groups { get; init; }
}
