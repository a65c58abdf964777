using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>
/// The audit log in the admin API: all of it for operators, a tenant's for whoever may read the tenant. Every service serves its own, the
/// Console that of all services.
/// </summary>
internal static class AuditEndpoints
{
    private const string Tag = "Audit log";
    private const string Export = "audit.export";

    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        var all = app.MapOperatorApi(Tag);
        all.MapGet("/audit", ListAllAsync)
            .RequireRight(AdminRight.Operate)
            .WithSummary("Lists who did what, the newest entry first, and the services that do not answer.");
        all.MapGet("/audit/export", ExportAllAsync)
            .RequireRight(AdminRight.Operate)
            .Audited(service: null, Export)
            .Produces(StatusCodes.Status200OK, contentType: JsonLines.MediaType)
            .WithSummary("Returns all entries that match as JSON Lines, the newest first.");
        var tenant = app.MapAdminApi(Tag).MapGroup($"/{{{TenantRequirement.Parameter}}}").WithMetadata(
            new RequiredRights(AdminRight.ReadTenant, AdminRight.ChangeTenant),
            new TenantRequirement(services => services.GetServices<AuditedService>().First().Lookup(services)));
        tenant.MapGet("/audit", ListAsync)
            .WithSummary("Lists who did what about this tenant, the newest entry first, and the services that do not answer.");
        tenant.MapGet("/audit/export", ExportAsync)
            .Audited(service: null, Export)
            .Produces(StatusCodes.Status200OK, contentType: JsonLines.MediaType)
            .WithSummary("Returns all entries about this tenant that match as JSON Lines, the newest first.");
    }

    private static async Task<Ok<AuditList>> ListAllAsync(
        [AsParameters] AdminListRequest request, MergedAudit audit, CancellationToken cancellationToken) =>
        TypedResults.Ok(await audit.ListAsync(tenant: null, request, cancellationToken));

    private static async Task<Ok<AuditList>> ListAsync(
        TenantId tenant, [AsParameters] AdminListRequest request, MergedAudit audit, CancellationToken cancellationToken) =>
        TypedResults.Ok(await audit.ListAsync(tenant, request, cancellationToken));

    private static async Task<IResult> ExportAllAsync(string? filter, MergedAudit audit, CancellationToken cancellationToken) =>
        await AuditExport.BeginAsync(audit, tenant: null, filter, cancellationToken);

    private static async Task<IResult> ExportAsync(
        TenantId tenant, string? filter, MergedAudit audit, CancellationToken cancellationToken) =>
        await AuditExport.BeginAsync(audit, tenant, filter, cancellationToken);
}
