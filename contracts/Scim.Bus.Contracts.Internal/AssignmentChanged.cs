namespace Scim.Bus.Contracts.Internal;

/// <summary>Within Provisioning: what a <see cref="GroupMembershipChanged"/> says of one user, for that user's saga.</summary>
public sealed record AssignmentChanged
{
    public required TenantId Tenant { get; init; }

    public required MemberAssignment Assignment { get; init; }
}
