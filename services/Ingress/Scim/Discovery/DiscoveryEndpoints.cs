using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
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
        // Clients read it to find out how to authenticate (RFC 7644, section 4).
        scim.MapRead("/ServiceProviderConfig", Describe).AllowAnonymous();
        scim.MapRead("/ResourceTypes", (ScimRequest request) =>
            List(request, ResourceTypes.All.Select(type => SchemaJson.Describe(type, request.BaseUri))));
        scim.MapRead("/ResourceTypes/{name}", (string name, ScimRequest request) => One(
            request,
            ResourceTypes.All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } type
                ? SchemaJson.Describe(type, request.BaseUri)
                : throw ScimException.NotFound($"Resource type '{name}' does not exist.")));
        scim.MapRead("/Schemas", (ScimRequest request) =>
            List(request, Schemas.Select(schema => SchemaJson.Describe(schema, request.BaseUri))));
        scim.MapRead("/Schemas/{urn}", (string urn, ScimRequest request) => One(
            request,
            Schemas.FirstOrDefault(schema => schema.HasId(urn)) is { } schema
                ? SchemaJson.Describe(schema, request.BaseUri)
                : throw ScimException.NotFound($"Schema '{urn}' does not exist.")));
    }

    private static ScimResult Describe(HttpContext context, IOptions<ScimOptions> options)
    {
        RejectFilter(context.Request.Query["filter"].ToString() is { Length: > 0 } filter ? filter : null);
        var baseUri = ScimRequest.BaseUriOf(context.Request, options.Value);
        return new ScimResult(StatusCodes.Status200OK, ServiceProviderConfig.Describe(options.Value, baseUri));
    }

    private static ScimResult One(ScimRequest request, JsonObject body)
    {
        RejectFilter(request.Parameter("filter"));
        return new ScimResult(StatusCodes.Status200OK, body);
    }

    private static ScimResult List(ScimRequest request, IEnumerable<JsonObject> resources)
    {
        RejectFilter(request.Parameter("filter"));
        return ListResponse.Create([.. resources]);
    }

    /// <summary>Ignoring a filter would return resources that the client did not ask for (RFC 7644, section 4).</summary>
    /// <exception cref="ScimException">403.</exception>
    private static void RejectFilter(string? filter)
    {
        if (filter is not null)
            throw new ScimException(403, null, "This endpoint does not support filters.");
    }
}
