namespace Scim.Bus.Contracts.Internal;

/// <summary>Answer to <see cref="ReadTenant"/>: there is no such tenant.</summary>
public sealed record TenantNotFound : ITenantMessage
{
    public required TenantId Tenant { get; init; }
}
