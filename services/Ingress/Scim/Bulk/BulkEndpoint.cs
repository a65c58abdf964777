using System.Text.Json.Nodes;
using Scim.Bus.Ingress.RequestLog;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Resources;
using Scim.Bus.Ingress.Scim.Turns;
using Scim.Protocol.Bulk;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Bulk;

/// <summary>The endpoint <c>/Bulk</c> (RFC 7644, section 3.7).</summary>
internal static class BulkEndpoint
{
    public static void MapBulk(this IEndpointRouteBuilder scim) => scim.MapPost("/Bulk", ExecuteAsync).WithMetadata(TakesTurnsItself.Mark);

    private static async Task<ScimResult> ExecuteAsync(
        ScimRequest request,
        IEnumerable<IResourceEndpoint> endpoints,
        TenantTurns turns,
        RequestRecorder recorder,
        ILogger<BulkExecutor> logger,
        CancellationToken cancellationToken)
    {
        var bulk = BulkRequest.Read(await request.MessageAsync(SchemaUrns.BulkRequest), request.Options.MaxBulkOperations);
        if (request.Entry is { } entry)
            entry.IsBulk = true;
        var executor = new BulkExecutor(bulk, request, [.. endpoints], turns, logger);
        IReadOnlyList<BulkResult> results;
        try
        {
            results = await executor.ExecuteAsync(cancellationToken);
        }
        finally
        {
            // Also if the client is gone: those that were executed are on record.
            await recorder.OperationsAsync(executor.Recorded());
        }

        return new ScimResult(StatusCodes.Status200OK, new JsonObject
        {
            ["schemas"] = new JsonArray(SchemaUrns.BulkResponse),
            ["Operations"] = new JsonArray([.. results.Select(result => result.ToJson())]),
        });
    }
}
