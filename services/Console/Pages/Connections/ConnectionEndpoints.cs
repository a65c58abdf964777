using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Connections;

/// <summary>The tenant's first page: is the identity provider connected, since when, and what is wrong.</summary>
internal static class ConnectionEndpoints
{
    public const string View = "connection";

    public static void MapConnection(this IEndpointRouteBuilder tenant) =>
        tenant.MapPage("/connection", AdminRight.ReadTenant, ShowAsync);

    private static async Task<IResult> ShowAsync(TenantRequest page, ConnectionReader reader) =>
        page.Show<ConnectionPage, ConnectionModel>("Connection", await reader.ReadAsync(page.Tenant), View);
}
