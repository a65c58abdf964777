using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Comparison;

/// <summary>Which part of a tenant is compared.</summary>
internal sealed record ComparisonScope
{
    public required TenantId Tenant { get; init; }

    /// <summary>Only users whose latest membership is one of these groups, and accounts with access of one of them; null for all.</summary>
    public IReadOnlyList<GroupId>? Groups { get; init; }
}
