using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Limits;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>Reads the body of a PATCH (RFC 7644, section 3.5.2).</summary>
public static class PatchRequest
{
    /// <summary>Reads the operations.</summary>
    /// <exception cref="ScimException">400 <c>invalidSyntax</c>, <c>invalidValue</c> or <c>invalidPath</c>.</exception>
    public static IReadOnlyList<PatchOperation> Read(JsonObject body)
    {
        ResourceReader.RequireSchemas(body, SchemaUrns.PatchOp);
        if (body.Member("Operations") is not JsonArray { Count: > 0 } operations)
            throw ScimException.InvalidSyntax("'Operations' must be an array with at least one operation.");
        RequireFew(body);
        return [.. operations.Select(ReadOperation)];
    }

    /// <summary>Refuses too many operations. Called by itself before a dialect's repairs look at each of them.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>.</exception>
    public static void RequireFew(JsonObject body)
    {
        if (body.Member("Operations") is JsonArray { Count: > RequestLimits.Operations } operations)
            throw ScimException.InvalidValue($"'Operations' has {operations.Count} operations; {RequestLimits.Operations} is the most.");
    }

    private static PatchOperation ReadOperation(JsonNode? node, int index)
    {
        if (node is not JsonObject operation)
            throw ScimException.InvalidSyntax($"Operation {index} is {ScimJson.Describe(node)}; it must be an object.");
        var op = operation.Member("op").AsText()
            ?? throw ScimException.InvalidSyntax($"Operation {index} has no 'op'; add, remove and replace are known.");
        var kind = op.ToLowerInvariant() switch
        {
            "add" => PatchOperationKind.Add,
            "remove" => PatchOperationKind.Remove,
            "replace" => PatchOperationKind.Replace,
            _ => throw ScimException.InvalidSyntax(
                $"Operation {index} has the unknown op '{Shown.Text(op)}'; add, remove and replace are known."),
        };
        var path = operation.Member("path") switch
        {
            null => null,
            var text => PatchPath.Parse(
                text.AsText() ?? throw ScimException.InvalidPath(
                    $"Operation {index} has the path {ScimJson.Describe(text)}; it must be a string such as 'name.givenName'.")),
        };
        if (kind == PatchOperationKind.Remove && path is null)
            throw ScimException.NoTarget($"Operation {index} is a remove without a 'path', which must say what to remove.");
        if (kind != PatchOperationKind.Remove && !operation.HasMember("value"))
            throw ScimException.InvalidValue($"Operation {index} ({op} {path}) has no 'value', which must say what to set.");
        return new PatchOperation(kind, path, operation.Member("value"));
    }
}
