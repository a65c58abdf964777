using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Lists;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Discovery;

/// <summary>What the service can do (RFC 7644, section 4).</summary>
internal static class DiscoveryEndpoints
{
    private static readonly IReadOnlyList<Schema> Schemas =
        [.. ResourceTypes.All.SelectMany(type => type.Extensions.Prepend(type.Schema)).DistinctBy(schema => schema.Id)];

    public static void MapDiscovery(this IEndpointRouteBuilder scim)
    {
        scim.MapGet("/ServiceProviderConfig", (ScimRequest request) => One(request, ServiceProviderConfig.Describe(request.Options, request.BaseUri)));
        scim.MapGet("/ResourceTypes", (ScimRequest request) => List(request, ResourceTypes.All.Select(type => SchemaJson.Describe(type, request.BaseUri))));
        scim.MapGet("/ResourceTypes/{name}", (string name, ScimRequest request) => One(
            request,
            ResourceTypes.All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } type
                ? SchemaJson.Describe(type, request.BaseUri)
                : throw ScimException.NotFound($"There is no resource type '{name}'.")));
        scim.MapGet("/Schemas", (ScimRequest request) => List(request, Schemas.Select(schema => SchemaJson.Describe(schema, request.BaseUri))));
        scim.MapGet("/Schemas/{urn}", (string urn, ScimRequest request) => One(
            request,
            Schemas.FirstOrDefault(schema => schema.HasId(urn)) is { } schema
                ? SchemaJson.Describe(schema, request.BaseUri)
                : throw ScimException.NotFound($"There is no schema '{urn}'.")));
    }

    private static ScimAnswer One(ScimRequest request, JsonObject body)
    {
        RefuseFilter(request);
        return new ScimAnswer(StatusCodes.Status200OK, body);
    }

    private static ScimAnswer List(ScimRequest request, IEnumerable<JsonObject> resources)
    {
        RefuseFilter(request);
        var all = resources.ToList();
        return ListAnswer.Of(all, all.Count, startIndex: 1, nextCursor: null);
    }

    /// <summary>A client that filters here would take everything for what it asked for (RFC 7644, section 4: 403).</summary>
    private static void RefuseFilter(ScimRequest request)
    {
        if (request.Parameter("filter") is not null)
            throw new ScimException(403, null, "This endpoint can't be filtered.");
    }
}
