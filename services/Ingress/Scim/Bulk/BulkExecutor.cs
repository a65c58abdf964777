using System.Text.Json.Nodes;
using Scim.Bus.Ingress.RequestLog;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Resources;
using Scim.Bus.Ingress.Scim.Turns;
using Scim.Protocol.Bulk;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Bulk;

/// <summary>
/// Executes the operations of one bulk request one by one, through the same endpoints as single requests. Each is atomic by itself, and its
/// effect stays when a later one fails (RFC 7644, section 3.7).
/// </summary>
internal sealed class BulkExecutor(
    BulkRequest bulk, ResourceRequest request, IReadOnlyList<IResourceEndpoint> endpoints, TenantTurns turns, ILogger logger)
{
    private readonly BulkOrder _order = new(bulk.Operations);
    private readonly BulkResult?[] _results = new BulkResult?[bulk.Operations.Count];
    private readonly RequestEntry?[] _entries = new RequestEntry?[bulk.Operations.Count];

    /// <summary>Ids of created resources, by bulkId.</summary>
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly PostponedReferences _postponed = new();
    private long _failures;

    /// <summary>The operations that were executed, for the request log.</summary>
    public IEnumerable<(RequestEntry Entry, int Status, ScimException? Error)> Recorded()
    {
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i] is { } entry && _results[i] is { } result)
                yield return (entry, result.Status, result.Error);
        }
    }

    /// <summary>Executes the operations until <c>failOnErrors</c> is reached. Returns the results in the order of the request.</summary>
    public async Task<IReadOnlyList<BulkResult>> ExecuteAsync(CancellationToken cancellationToken)
    {
        while (!(_failures >= bulk.FailOnErrors) && _order.TakeNext() is { } next)
        {
            // The client may be gone: what is still to come would be done for nobody.
            cancellationToken.ThrowIfCancellationRequested();
            await TryAsync(next, bulk.Operations[next].Refusal, token => PerformAsync(next, token), cancellationToken);
            foreach (var resolved in _postponed.TakeResolved())
                await TryAsync(resolved.Operation, null, token => AddAsync(resolved, token), cancellationToken);
        }

        // What is still postponed refers to operations that failed or were never executed.
        foreach (var postponed in _postponed.Unresolved)
            Fail(postponed.Operation, Missing(postponed.Additions)!);
        return [.. _results.OfType<BulkResult>()];
    }

    private async Task PerformAsync(int index, CancellationToken cancellationToken)
    {
        var operation = bulk.Operations[index];
        var (endpoint, id) = BulkTargetResolver.Resolve(operation, endpoints, _ids);
        var data = operation.Data ?? [];
        if (Missing(data, except: MayFollow) is { } error)
            throw error;
        var (body, additions) = operation.IsCreation
            ? BulkReferences.Postpone(data, reference => !_ids.ContainsKey(reference))
            : (data, []);
        var resolved = (JsonObject)BulkReferences.Resolve(body, _ids)!;
        var single = new BulkOperationRequest(request, resolved, operation.Version, _entries[index]).About(endpoint.Type, id);
        var result = operation.Method switch
        {
            "POST" => await endpoint.CreateAsync(single, cancellationToken),
            "PUT" => await endpoint.ReplaceAsync(id!, single, cancellationToken),
            "PATCH" => await endpoint.PatchAsync(id!, single, cancellationToken),
            _ => await endpoint.DeleteAsync(id!, single, cancellationToken),
        };
        var location = result.Location ?? LocationOf(endpoint, id!);
        _results[index] = BulkResult.Succeeded(operation, result, location);
        if (operation.IsCreation)
        {
            _ids[operation.BulkId!] = location[(location.LastIndexOf('/') + 1)..];
            _postponed.Created(operation.BulkId!);
        }

        if (additions.Count > 0)
            _postponed.Add(new PostponedReference(index, endpoint, additions), reference => !_ids.ContainsKey(reference));

        // A resource may be created before those that it refers to: the references are added to it later.
        bool MayFollow(string reference) =>
            operation.IsCreation && (reference == operation.BulkId || _order.IsStillToCome(reference));
    }

    /// <summary>Adds postponed references to their resource once everything that they refer to exists.</summary>
    private async Task AddAsync(PostponedReference postponed, CancellationToken cancellationToken)
    {
        var operation = bulk.Operations[postponed.Operation];
        var patch = new JsonObject
        {
            ["schemas"] = new JsonArray(SchemaUrns.PatchOp),
            ["Operations"] = BulkReferences.Resolve(postponed.Additions, _ids),
        };
        var single = new BulkOperationRequest(request, patch, version: null, entry: null);
        var result = await postponed.Endpoint.PatchAsync(_ids[operation.BulkId!], single, cancellationToken);
        _results[postponed.Operation] = _results[postponed.Operation]! with { Version = result.ETag };
    }

    private async Task TryAsync(
        int index, ScimException? refusal, Func<CancellationToken, Task> attempt, CancellationToken cancellationToken)
    {
        var entry = _entries[index] ??= EntryOf(index);
        try
        {
            if (refusal is not null)
                throw refusal;
            using var turn = await turns.TakeAsync(request.Tenant, cancellationToken);
            await attempt(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(index, ScimExceptionMapper.Map(e, logger));
        }
        finally
        {
            request.Budget.Keep();
            entry?.Stop(_results[index] is { Error: null } result ? result.Status : null);
        }
    }

    private RequestEntry? EntryOf(int index)
    {
        var operation = bulk.Operations[index];
        var entry = request.Entry?.Operation(index, operation.Method ?? "", operation.Path ?? "");
        // For one that is refused before it is read.
        if (operation.Data is { } data)
            entry?.Sent(data);
        return entry;
    }

    private void Fail(int index, ScimException error)
    {
        _failures++;
        _results[index] = BulkResult.Failed(bulk.Operations[index], error, _results[index]?.Location ?? LocationOf(bulk.Operations[index]));
    }

    /// <summary>The URI of the resource that an operation is about; null if it creates one, or its path is that of none.</summary>
    private string? LocationOf(BulkOperation operation) =>
        BulkTargetResolver.Find(operation, endpoints, _ids) is (var endpoint, var id) ? LocationOf(endpoint, id) : null;

    private string LocationOf(IResourceEndpoint endpoint, string id) =>
        $"{request.BaseUri}{endpoint.Type.Endpoint}/{Uri.EscapeDataString(id)}";

    /// <summary>The error for a value that refers to resources that do not exist; null if all of them do.</summary>
    private ScimException? Missing(JsonNode value, Func<string, bool>? except = null)
    {
        var missing = BulkReferences.In(value)
            .Where(reference => !_ids.ContainsKey(reference) && except?.Invoke(reference) != true)
            .Distinct()
            .ToList();
        return missing.Count == 0 ? null : BulkTargetResolver.NotCreated(missing);
    }
}
