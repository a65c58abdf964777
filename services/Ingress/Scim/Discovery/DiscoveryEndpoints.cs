using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Lists;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Discovery;

/// <summary>The discovery endpoints (RFC 7644, section 4).</summary>
internal static class DiscoveryEndpoints
{
    private static readonly IReadOnlyList<Schema> Schemas =
        [.. ResourceTypes.All.SelectMany(type => type.Extensions.Prepend(type.Schema)).DistinctBy(schema => schema.Id)];

    public static void MapDiscovery(this IEndpointRouteBuilder scim)
    {
        scim.MapGet("/ServiceProviderConfig", (ScimRequest request) =>
            One(request, ServiceProviderConfig.Describe(request.Options, request.BaseUri)));
        scim.MapGet("/ResourceTypes", (ScimRequest request) =>
            List(request, ResourceTypes.All.Select(type => SchemaJson.Describe(type, request.BaseUri))));
        scim.MapGet("/ResourceTypes/{name}", (string name, ScimRequest request) => One(
            request,
            ResourceTypes.All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } type
                ? SchemaJson.Describe(type, request.BaseUri)
                : throw ScimException.NotFound($"Resource type '{name}' does not exist.")));
        scim.MapGet("/Schemas", (ScimRequest request) =>
            List(request, Schemas.Select(schema => SchemaJson.Describe(schema, request.BaseUri))));
        scim.MapGet("/Schemas/{urn}", (string urn, ScimRequest request) => One(
            request,
            Schemas.FirstOrDefault(schema => schema.HasId(urn)) is { } schema
                ? SchemaJson.Describe(schema, request.BaseUri)
                : throw ScimException.NotFound($"Schema '{urn}' does not exist.")));
    }

    private static ScimResult One(ScimRequest request, JsonObject body)
    {
        RejectFilter(request);
        return new ScimResult(StatusCodes.Status200OK, body);
    }

    private static ScimResult List(ScimRequest request, IEnumerable<JsonObject> resources)
    {
        RejectFilter(request);
        var all = resources.ToList();
        return ListResponse.Create(all, all.Count, startIndex: 1, nextCursor: null);
    }

    /// <summary>Ignoring a filter would return resources that the client did not ask for (RFC 7644, section 4).</summary>
    /// <exception cref="ScimException">403.</exception>
    private static void RejectFilter(ScimRequest request)
    {
        if (request.Parameter("filter") is not null)
            throw new ScimException(403, null, "This endpoint does not support filters.");
    }
}
