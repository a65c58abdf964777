using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Ingress.RequestLog.Api;

/// <summary>The request log in the admin API.</summary>
internal static class RequestEndpoints
{
    private const string Tag = "Request log";

    public static void MapRequestLog(this IEndpointRouteBuilder app)
    {
        var tenant = app.MapTenantApi<TenantStore>(Tag);
        tenant.MapGet("/requests", ListAsync)
            .WithSummary("Lists the SCIM requests of a tenant, accepted and refused ones, the newest first, without bodies.");
        tenant.MapGet("/requests/{id:guid}", GetAsync)
            .RequireRight(AdminRight.ReadRequestBodies)
            .Audited(IngressService.Name, "request.read")
            .WithSummary("Gets a request with its bodies, without what looks secret.");
        tenant.MapGet("/requests/export", ExportAsync)
            .Audited(IngressService.Name, "request.export")
            .Produces(StatusCodes.Status200OK, contentType: JsonLines.MediaType)
            .WithSummary("Returns all requests that match as JSON Lines, the newest first, without bodies.");
        tenant.MapGet("/requests/summary", SummarizeAsync)
            .WithSummary("Sums up what the identity provider sent lately, and what was refused.");
        app.MapOperatorApi(Tag).MapGet("/requests", ListUnknownAsync)
            .WithSummary("Lists requests that came with nobody's token, counted by hour, address and reason.");
    }

    private static async Task<Ok<ListPage<RequestView>>> ListAsync(
        TenantId tenant,
        [AsParameters] AdminListRequest request,
        IDocumentCollection<RequestRecord> requests,
        CancellationToken cancellationToken) => TypedResults.Ok(await request.ReadAsync(
            requests,
            tenant,
            document => RequestView.From(document.Body),
            cancellationToken,
            descending: true,
            refine: RequestQuery.Refine));

    private static async Task<Ok<RequestDetails>> GetAsync(
        TenantId tenant, Guid id, IDocumentCollection<RequestRecord> requests, CancellationToken cancellationToken) =>
        await requests.GetAsync(tenant, id.ToString(), cancellationToken) is { } found
            ? TypedResults.Ok(new RequestDetails(found.Body))
            : throw AdminException.NotFound($"Tenant '{tenant}' has no request {id} on record.");

    private static async Task<IResult> ExportAsync(
        TenantId tenant, string? filter, IDocumentCollection<RequestRecord> requests, CancellationToken cancellationToken) =>
        await RequestExport.BeginAsync(requests, tenant, filter, cancellationToken);

    private static async Task<Ok<RequestSummary>> SummarizeAsync(
        TenantId tenant, RequestSummaryReader summaries, CancellationToken cancellationToken) =>
        TypedResults.Ok(await summaries.ReadAsync(tenant, cancellationToken));

    private static async Task<Ok<ListPage<UnknownView>>> ListUnknownAsync(
        [AsParameters] AdminListRequest request,
        IDocumentCollection<UnknownTally> tallies,
        UnknownRequests unknown,
        CancellationToken cancellationToken)
    {
        await unknown.WriteAsync(cancellationToken);
        return TypedResults.Ok(await request.ReadAsync(
            tallies, TenantCollection.Partition, UnknownView.From, cancellationToken, descending: true));
    }
}
