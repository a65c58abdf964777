using Scim.Bus.Ingress.Scim.Resources;
using Scim.Protocol.Bulk;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Bulk;

/// <summary>Finds what the path of a bulk operation names.</summary>
internal static class BulkTarget
{
    /// <summary>The endpoint, and the id unless the operation creates a resource.</summary>
    /// <exception cref="ScimException">
    /// 404: there is no such endpoint. 405: the method does not go with the path. 400 <c>invalidValue</c>: the path refers to what was not created.
    /// </exception>
    public static (IResourceEndpoint Endpoint, string? Id) Find(
        BulkOperation operation, IReadOnlyList<IResourceEndpoint> endpoints, IReadOnlyDictionary<string, string> ids)
    {
        var segments = operation.Path!.Trim('/').Split('/');
        if (segments.Length > 2 || endpoints.FirstOrDefault(endpoint => IsAt(endpoint, segments[0])) is not { } found)
            throw ScimException.NotFound($"There is nothing at '{operation.Path}' for a bulk operation; paths are relative, as in '/Users'.");
        if (operation.IsCreation != (segments.Length == 1))
            throw new ScimException(405, null, $"{operation.Method} is not possible at '{operation.Path}'.");
        if (operation.IsCreation)
            return (found, null);
        if (BulkReferences.Target(segments[1]) is not { } reference)
            return (found, segments[1]);
        return (found, ids.TryGetValue(reference, out var id) ? id : throw NotCreated([reference]));
    }

    /// <summary>The refusal of what refers to resources that no operation created.</summary>
    public static ScimException NotCreated(IReadOnlyList<string> bulkIds) => ScimException.InvalidValue(
        $"No operation of this request created what is referred to: {string.Join(", ", bulkIds.Select(bulkId => $"'bulkId:{bulkId}'"))}.");

    private static bool IsAt(IResourceEndpoint endpoint, string segment) =>
        endpoint.Type.Endpoint.AsSpan(1).Equals(segment, StringComparison.OrdinalIgnoreCase);
}
