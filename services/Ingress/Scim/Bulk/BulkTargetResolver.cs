using Scim.Bus.Ingress.Scim.Resources;
using Scim.Protocol.Bulk;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Bulk;

/// <summary>Resolves the path of a bulk operation.</summary>
internal static class BulkTargetResolver
{
    /// <summary>Returns the endpoint, and the id of the resource unless the operation creates it.</summary>
    /// <exception cref="ScimException">
    /// 404: unknown path. 405: the path does not support the method. 400 <c>invalidValue</c>: the path refers to a bulkId that was not
    /// created.
    /// </exception>
    public static (IResourceEndpoint Endpoint, string? Id) Resolve(
        BulkOperation operation, IReadOnlyList<IResourceEndpoint> endpoints, IReadOnlyDictionary<string, string> ids)
    {
        if (Find(operation, endpoints, ids) is { } resource)
            return resource;
        var segments = operation.Path!.Trim('/').Split('/');
        if (segments.Length > 2 || endpoints.FirstOrDefault(endpoint => IsAt(endpoint, segments[0])) is not { } found)
        {
            throw ScimException.NotFound(
                $"Bulk operations are not supported at '{Shown.Text(operation.Path)}'; "
                + "paths are relative, such as '/Users' or '/Users/<id>'.");
        }

        if (operation.IsCreation != (segments.Length == 1))
            throw new ScimException(405, null, $"'{Shown.Text(operation.Path)}' does not support {operation.Method}.");
        return operation.IsCreation ? (found, null) : throw NotCreated([BulkReferences.Target(segments[1])!]);
    }

    /// <summary>The endpoint and the id of the resource that an operation is about; null if it creates one, or has another path.</summary>
    public static (IResourceEndpoint Endpoint, string Id)? Find(
        BulkOperation operation, IReadOnlyList<IResourceEndpoint> endpoints, IReadOnlyDictionary<string, string> ids)
    {
        if (operation.IsCreation || operation.Path?.Trim('/').Split('/') is not [var type, var last])
            return null;
        var id = BulkReferences.Target(last) is { } reference ? ids.GetValueOrDefault(reference) : last;
        return id is not null && endpoints.FirstOrDefault(endpoint => IsAt(endpoint, type)) is { } found ? (found, id) : null;
    }

    /// <summary>The error for references to bulkIds that no operation created.</summary>
    public static ScimException NotCreated(IReadOnlyList<string> bulkIds) => ScimException.InvalidValue(
        $"No operation of this request created {string.Join(", ", bulkIds.Select(bulkId => $"'bulkId:{Shown.Text(bulkId)}'"))}.");

    private static bool IsAt(IResourceEndpoint endpoint, string segment) =>
        endpoint.Type.Endpoint.AsSpan(1).Equals(segment, StringComparison.OrdinalIgnoreCase);
}
