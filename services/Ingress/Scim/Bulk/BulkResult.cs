using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Bulk;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Bulk;

/// <summary>How an operation of a bulk request ended (RFC 7644, section 3.7).</summary>
internal sealed record BulkResult
{
    public required BulkOperation Operation { get; init; }

    public required int Status { get; init; }

    /// <summary>The address of the resource; null if none was created.</summary>
    public string? Location { get; init; }

    public string? Version { get; init; }

    /// <summary>The error, if it is one.</summary>
    public JsonObject? Response { get; init; }

    public static BulkResult Done(BulkOperation operation, ScimAnswer answer, string location) =>
        new() { Operation = operation, Status = answer.Status, Location = location, Version = answer.ETag };

    public static BulkResult Failed(BulkOperation operation, ScimException failure, string? location) =>
        new() { Operation = operation, Status = failure.Status, Location = location, Response = ScimErrors.Body(failure) };

    public JsonObject Describe()
    {
        var json = new JsonObject();
        foreach (var (name, value) in new[]
        {
            ("method", Operation.Method), ("bulkId", Operation.BulkId), ("version", Version), ("location", Location), ("status", $"{Status}"),
        })
        {
            if (value is not null)
                json[name] = value;
        }

        if (Response is not null)
            json["response"] = Response;
        return json;
    }
}
