using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Requests;

/// <summary>What the tenant's identity provider sent, and what came of it.</summary>
internal static class RequestEndpoints
{
    public const string View = "requests";

    public static void MapRequests(this IEndpointRouteBuilder tenant)
    {
        tenant.MapPage("/requests", AdminRight.ReadTenant, ShowAllAsync);
        tenant.MapPage("/requests/export", AdminRight.ReadTenant, ExportAsync);
        tenant.MapPage("/requests/{id:guid}", AdminRight.ReadTenant, ShowAsync);
        tenant.MapPage("/requests/{id:guid}/bodies", AdminRight.ReadRequestBodies, ShowWithBodiesAsync);
    }

    private static async Task<IResult> ShowAllAsync(
        TenantRequest page, [AsParameters] RequestQuery query, RequestReader reader, string? cursor) =>
        page.Show<RequestListPage, RequestListModel>(
            "Requests", await reader.ListAsync(page.Tenant, query, cursor, page.Path(View)), View);

    private static Task<IResult> ShowAsync(TenantRequest page, Guid id, RequestReader reader) =>
        ShowOneAsync(page, id, reader, withBodies: false);

    private static Task<IResult> ShowWithBodiesAsync(TenantRequest page, Guid id, RequestReader reader) =>
        ShowOneAsync(page, id, reader, withBodies: true);

    private static async Task<IResult> ShowOneAsync(TenantRequest page, Guid id, RequestReader reader, bool withBodies)
    {
        var model = await reader.ReadAsync(page, id, withBodies);
        return page.Show<RequestPage, RequestModel>(RequestTexts.TitleOf(model.Request), model, View);
    }

    /// <summary>Passes the export on as it comes, whatever its size.</summary>
    private static async Task<IResult> ExportAsync(TenantRequest page, [AsParameters] RequestQuery query, RequestsClient requests)
    {
        var response = await requests.ExportAsync(page.Tenant, query.Filter);
        page.Http.Response.RegisterForDispose(response);
        return TypedResults.Stream(
            await response.Content.ReadAsStreamAsync(page.Http.RequestAborted),
            response.Content.Headers.ContentType?.ToString(),
            $"requests-{page.Tenant}.jsonl");
    }
}
