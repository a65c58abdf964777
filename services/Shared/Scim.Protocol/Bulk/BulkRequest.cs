using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Bulk;

/// <summary>Several requests in one (RFC 7644, section 3.7).</summary>
/// <param name="FailOnErrors">After how many failures no further operation is begun; null for never.</param>
/// <param name="Operations">The operations, in their order.</param>
public sealed record BulkRequest(long? FailOnErrors, IReadOnlyList<BulkOperation> Operations)
{
    private static readonly string[] Methods = ["POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Reads the body. What is wrong with one operation is that operation's refusal and not the request's.</summary>
    /// <exception cref="ScimException">400 <c>invalidSyntax</c> or <c>invalidValue</c>; 413: more operations than are taken.</exception>
    public static BulkRequest Read(JsonObject body, int maxOperations)
    {
        ResourceReader.RequireSchemas(body, SchemaUrns.BulkRequest);
        if (body.Member("Operations") is not JsonArray { Count: > 0 } operations)
            throw ScimException.InvalidSyntax("'Operations' must be an array with at least one operation.");
        if (operations.Count > maxOperations)
            throw new ScimException(413, null, $"'Operations' has {operations.Count} operations; {maxOperations} is the most.");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return new BulkRequest(FailOnErrorsOf(body), [.. operations.Select(node => Read(node, taken))]);
    }

    private static long? FailOnErrorsOf(JsonObject body) => body.Member("failOnErrors") switch
    {
        null => null,
        JsonValue value when value.TryGetValue<long>(out var number) && number > 0 => number,
        var other => throw Refusal.Value("failOnErrors", other, "a whole number above 0"),
    };

    private static BulkOperation Read(JsonNode? node, HashSet<string> taken)
    {
        var json = node as JsonObject ?? [];
        var operation = new BulkOperation
        {
            Method = json.Member("method").AsText()?.ToUpperInvariant(),
            BulkId = json.Member("bulkId").AsText(),
            Version = json.Member("version").AsText(),
            Path = json.Member("path").AsText(),
            Data = json.Member("data") as JsonObject,
        };
        return operation with
        {
            Refusal = node is JsonObject
                ? Check(operation, json, taken)
                : ScimException.InvalidSyntax("The operation is not an object."),
        };
    }

    private static ScimException? Check(BulkOperation operation, JsonObject json, HashSet<string> taken)
    {
        foreach (var name in (string[])["method", "bulkId", "version", "path"])
        {
            if (json.Member(name) is { } value && value.AsText() is null)
                return ScimException.InvalidSyntax($"'{name}' is {ScimJson.Describe(value)}; it takes a string.");
        }

        if (operation.Method is null || !Methods.Contains(operation.Method))
        {
            return ScimException.InvalidSyntax(
                $"'method' is {ScimJson.Describe(json.Member("method"))}; it takes {string.Join(", ", Methods)}.");
        }

        if (string.IsNullOrEmpty(operation.Path))
            return ScimException.InvalidSyntax("'path' is required.");
        if (operation.IsCreation && string.IsNullOrEmpty(operation.BulkId))
            return ScimException.InvalidSyntax("'bulkId' is required where the method is POST.");
        if (operation.BulkId is not null && !taken.Add(operation.BulkId))
            return ScimException.InvalidValue($"'bulkId' is '{Shown.Text(operation.BulkId)}', which an earlier operation has.");
        if (operation.Method != "DELETE" && operation.Data is null)
            return ScimException.InvalidSyntax("'data' is required, and takes an object.");
        return null;
    }
}
