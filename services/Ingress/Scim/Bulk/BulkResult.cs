using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Bulk;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Bulk;

/// <summary>The result of one operation of a bulk request (RFC 7644, section 3.7).</summary>
internal sealed record BulkResult
{
    public required BulkOperation Operation { get; init; }

    public required int Status { get; init; }

    /// <summary>The URI of the resource; null if the operation failed to create one, or its path is that of none.</summary>
    public string? Location { get; init; }

    public string? Version { get; init; }

    /// <summary>What is wrong; null if the operation succeeded.</summary>
    public ScimException? Error { get; init; }

    public static BulkResult Succeeded(BulkOperation operation, ScimResult result, string location) =>
        new() { Operation = operation, Status = result.Status, Location = location, Version = result.ETag };

    public static BulkResult Failed(BulkOperation operation, ScimException error, string? location) =>
        new() { Operation = operation, Status = error.Status, Location = location, Error = error };

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (name, value) in new[]
        {
            ("method", Operation.Method),
            ("bulkId", Operation.BulkId),
            ("version", Version),
            ("location", Location),
            ("status", $"{Status}"),
        })
        {
            if (value is not null)
                json[name] = value;
        }

        if (Error is not null)
            json["response"] = ScimErrorMiddleware.Body(Error);
        return json;
    }
}
