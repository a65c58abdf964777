namespace Scim.Bus.Contracts.Internal;

/// <summary>Within Provisioning: the part of a <see cref="GroupMembershipChanged"/> that is about one user, for that user's saga.</summary>
public sealed record AssignmentChanged : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required MemberAssignment Assignment { get; init; }
}
