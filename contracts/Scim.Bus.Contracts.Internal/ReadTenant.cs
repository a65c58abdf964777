namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Request from any service to Ingress: reads a tenant that the service has not heard of. Answered by <see cref="TenantFound"/> or
/// <see cref="TenantNotFound"/>.
/// </summary>
public sealed record ReadTenant : ITenantMessage
{
    public required TenantId Tenant { get; init; }
}
