using Scim.Bus.Contracts;

namespace Scim.Bus.ServiceDefaults.Authorization;

/// <summary>The roles of whoever makes a request. Several are allowed, and each adds to what the others allow.</summary>
public sealed class AdminRoles
{
    private readonly AdminRole[] _roles;

    /// <param name="roles">The roles.</param>
    public AdminRoles(params IEnumerable<AdminRole> roles) => _roles = [.. roles.Distinct()];

    /// <summary>The roles as they are written.</summary>
    public IEnumerable<string> Names => _roles.Select(role => role.ToString());

    /// <summary>The tenants that may be seen in a list; null for all.</summary>
    public IReadOnlyCollection<TenantId>? VisibleTenants =>
        _roles.Any(role => role.Tenant is null)
            ? null
            : [.. _roles.Where(role => role.Allows(AdminRight.ListTenants, role.Tenant)).Select(role => role.Tenant!.Value).Distinct()];

    /// <summary>The tenants that roles name, in the order of their ids.</summary>
    public IReadOnlyList<TenantId> NamedTenants =>
        [.. _roles.Select(role => role.Tenant).OfType<TenantId>().Distinct().OrderBy(tenant => tenant.Value, StringComparer.Ordinal)];

    /// <summary>
    /// Reads roles that somebody else has given out, and leaves out what is none: an identity provider's groups have other uses too.
    /// </summary>
    public static AdminRoles ParseKnown(IEnumerable<string> texts) =>
        new(texts.Select(text => AdminRole.TryParse(text, out var role) ? role : null).OfType<AdminRole>());

    /// <summary>True if one of the roles allows this; see <see cref="AdminRole.Allows"/>.</summary>
    public bool Allows(AdminRight right, TenantId? tenant) => Array.Exists(_roles, role => role.Allows(right, tenant));

    /// <summary>True if one of the roles covers the other one; see <see cref="AdminRole.Covers"/>.</summary>
    public bool Covers(AdminRole other) => Array.Exists(_roles, role => role.Covers(other));

    /// <summary>The roles, for people to read.</summary>
    public override string ToString() => _roles.Length == 0 ? "no role" : string.Join(", ", Names);
}
