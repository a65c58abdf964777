using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Log;

/// <summary>The provisioning log of the tenant.</summary>
internal static class LogEndpoints
{
    private const string View = "log";

    public static void MapLog(this IEndpointRouteBuilder tenant) => tenant.MapPage("/log", AdminRight.ReadTenant, ShowAsync);

    private static async Task<IResult> ShowAsync(TenantRequest page, LogReader reader, [AsParameters] LogQuery query, string? cursor) =>
        page.Show<LogPage, LogModel>("Provisioning log", await reader.ReadAsync(page, null, query, cursor, page.Path(View)), View);
}
