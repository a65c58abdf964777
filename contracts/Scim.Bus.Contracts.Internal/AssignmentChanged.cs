namespace Scim.Bus.Contracts.Internal;

/// <summary>Ingress to Provisioning: a user's memberships changed. Part of the write that changed them.</summary>
public sealed record AssignmentChanged : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required MemberAssignment Assignment { get; init; }
}
