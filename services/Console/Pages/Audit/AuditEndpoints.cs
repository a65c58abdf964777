using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Audit;

/// <summary>Who did what: of a tenant, and for operators of everything.</summary>
internal static class AuditEndpoints
{
    private const int PageSize = 50;
    private const string View = "audit";

    public static void MapAuditPages(this IEndpointRouteBuilder app)
    {
        app.MapPage(PagePath.Audit, AdminRight.Operate, ShowAllAsync);
        app.MapPage($"{PagePath.Audit}/export", AdminRight.Operate, ExportAllAsync);
    }

    public static void MapTenantAudit(this IEndpointRouteBuilder tenant)
    {
        tenant.MapPage("/audit", AdminRight.ReadTenant, ShowAsync);
        tenant.MapPage("/audit/export", AdminRight.ReadTenant, ExportAsync);
    }

    private static async Task<IResult> ShowAllAsync(
        PageRequest page, [AsParameters] AuditQuery query, AuditClient audit, string? cursor) =>
        page.Show<AuditPage, AuditModel>("Who did what", await ReadAsync(audit, null, query, cursor, PagePath.Audit));

    private static async Task<IResult> ShowAsync(
        TenantRequest page, [AsParameters] AuditQuery query, AuditClient audit, string? cursor) =>
        page.Show<AuditPage, AuditModel>("Audit log", await ReadAsync(audit, page.Tenant, query, cursor, page.Path(View)), View);

    private static Task<IResult> ExportAllAsync(PageRequest page, [AsParameters] AuditQuery query, AuditClient audit) =>
        PassOnAsync(page, audit, null, query);

    private static Task<IResult> ExportAsync(TenantRequest page, [AsParameters] AuditQuery query, AuditClient audit) =>
        PassOnAsync(page, audit, page.Tenant, query);

    private static async Task<AuditModel> ReadAsync(
        AuditClient audit, TenantId? tenant, AuditQuery query, string? cursor, string path)
    {
        var list = await audit.ListAsync(tenant, query.Filter, PageSize, cursor);
        return new AuditModel(
            list.Items,
            query,
            list.Unavailable,
            path,
            HasTenants: tenant is null,
            First: cursor is null ? null : query.At(path),
            Next: list.NextCursor is { } next ? query.At(path, next) : null);
    }

    /// <summary>Passes the export on as it comes, whatever its size.</summary>
    private static async Task<IResult> PassOnAsync(PageRequest page, AuditClient audit, TenantId? tenant, AuditQuery query)
    {
        var response = await audit.ExportAsync(tenant, query.Filter);
        page.Http.Response.RegisterForDispose(response);
        return TypedResults.Stream(
            await response.Content.ReadAsStreamAsync(page.Http.RequestAborted),
            response.Content.Headers.ContentType?.ToString(),
            tenant is { } one ? $"audit-{one}.jsonl" : "audit.jsonl");
    }
}
