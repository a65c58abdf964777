using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.ServiceDefaults.Tenants;

/// <summary>Metadata of an endpoint: the tenant in its route must exist.</summary>
/// <param name="lookup">Gets the lookup of the service that the endpoint belongs to.</param>
internal sealed class TenantRequirement(Func<IServiceProvider, ITenantLookup> lookup)
{
    /// <summary>Name of the route's parameter.</summary>
    public const string Parameter = AdminAccess.TenantParameter;

    /// <exception cref="AdminException">404: there is no such tenant; 503: that can't be found out now.</exception>
    public async Task VerifyAsync(HttpContext context)
    {
        var given = context.GetRouteValue(Parameter) as string;
        if (!TenantId.TryParse(given, null, out var tenant)
            || !await lookup(context.RequestServices).ExistsAsync(tenant, context.RequestAborted))
        {
            throw AdminException.NotFound($"Tenant '{given}' does not exist.");
        }
    }
}
