using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Resources;
using Scim.Protocol.Bulk;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Bulk;

/// <summary>
/// Carries the operations of one bulk request out, one after the other, each by what a request of its own would run: each is atomic by itself, and
/// what was done stays done when a later one fails (RFC 7644, section 3.7).
/// </summary>
internal sealed class BulkRun(BulkRequest bulk, ResourceRequest request, IReadOnlyList<IResourceEndpoint> endpoints, ILogger logger)
{
    private readonly BulkOrder _order = new(bulk.Operations);
    private readonly BulkResult?[] _results = new BulkResult?[bulk.Operations.Count];

    /// <summary>The ids of what was created.</summary>
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly List<Postponed> _postponed = [];
    private long _failures;

    /// <summary>The results of all operations that were begun, in the request's order.</summary>
    public async Task<IReadOnlyList<BulkResult>> ExecuteAsync(CancellationToken cancellationToken)
    {
        while (!(_failures >= bulk.FailOnErrors) && _order.TakeNext() is { } next)
        {
            await TryAsync(next, bulk.Operations[next].Refusal, token => PerformAsync(next, token), cancellationToken);
            await CatchUpAsync(cancellationToken);
        }

        // Whoever is still waiting waits for something that failed, or was never begun.
        foreach (var postponed in _postponed)
            Fail(postponed.Operation, Missing(postponed.Additions));
        return [.. _results.OfType<BulkResult>()];
    }

    private async Task PerformAsync(int index, CancellationToken cancellationToken)
    {
        var operation = bulk.Operations[index];
        var (endpoint, id) = BulkTarget.Find(operation, endpoints, _ids);
        var data = operation.Data ?? [];
        if (Missing(data, orIn: reference => operation.IsCreation && (reference == operation.BulkId || _order.IsStillToCome(reference))) is { } refusal)
            throw refusal;
        var (body, additions) = operation.IsCreation ? BulkReferences.Postpone(data, reference => !_ids.ContainsKey(reference)) : (data, []);
        var part = new BulkPart(request, (JsonObject)BulkReferences.Resolve(body, _ids)!, operation.Version);
        var answer = operation.Method switch
        {
            "POST" => await endpoint.CreateAsync(part, cancellationToken),
            "PUT" => await endpoint.ReplaceAsync(id!, part, cancellationToken),
            "PATCH" => await endpoint.PatchAsync(id!, part, cancellationToken),
            _ => await endpoint.DeleteAsync(id!, part, cancellationToken),
        };
        var location = answer.Location ?? $"{request.BaseUri}{endpoint.Type.Endpoint}/{id}";
        _results[index] = BulkResult.Done(operation, answer, location);
        if (operation.IsCreation)
            _ids[operation.BulkId!] = location[(location.LastIndexOf('/') + 1)..];
        if (additions.Count > 0)
            _postponed.Add(new Postponed(index, endpoint, additions));
    }

    /// <summary>Gives resources that had to be created without what they refer to the rest, once all of it is there.</summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        foreach (var postponed in _postponed.Where(postponed => BulkReferences.In(postponed.Additions).All(_ids.ContainsKey)).ToList())
        {
            _postponed.Remove(postponed);
            await TryAsync(postponed.Operation, null, token => AddAsync(postponed, token), cancellationToken);
        }
    }

    private async Task AddAsync(Postponed postponed, CancellationToken cancellationToken)
    {
        var operation = bulk.Operations[postponed.Operation];
        var patch = new JsonObject
        {
            ["schemas"] = new JsonArray(SchemaUrns.PatchOp),
            ["Operations"] = BulkReferences.Resolve(postponed.Additions, _ids),
        };
        var answer = await postponed.Endpoint.PatchAsync(_ids[operation.BulkId!], new BulkPart(request, patch, version: null), cancellationToken);
        var done = _results[postponed.Operation]!;
        _results[postponed.Operation] = done with { Version = answer.ETag };
    }

    private async Task TryAsync(int index, ScimException? refusal, Func<CancellationToken, Task> attempt, CancellationToken cancellationToken)
    {
        try
        {
            if (refusal is not null)
                throw refusal;
            await attempt(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(index, ScimFailure.Of(e, logger));
        }
    }

    private void Fail(int index, ScimException? failure)
    {
        _failures++;
        _results[index] = BulkResult.Failed(bulk.Operations[index], failure!, _results[index]?.Location);
    }

    /// <summary>The refusal of a value that refers to what was not created; null if all of it was.</summary>
    private ScimException? Missing(JsonNode value, Func<string, bool>? orIn = null)
    {
        var missing = BulkReferences.In(value).Where(reference => !_ids.ContainsKey(reference) && orIn?.Invoke(reference) != true).Distinct().ToList();
        return missing.Count == 0 ? null : BulkTarget.NotCreated(missing);
    }

    /// <summary>What is still to be added to a resource that was created without it.</summary>
    private sealed record Postponed(int Operation, IResourceEndpoint Endpoint, JsonArray Additions);
}
