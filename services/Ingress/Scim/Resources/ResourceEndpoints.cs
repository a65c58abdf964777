using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Lists;
using Scim.Protocol.Schemas;
using Scim.Protocol.Search;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>Maps the endpoints of all resource types, and the search across types (RFC 7644, section 3.2).</summary>
internal static class ResourceEndpoints
{
    private const string Search = "/.search";

    public static void MapResources(this IEndpointRouteBuilder scim)
    {
        var lists = scim.ServiceProvider.GetServices<IResourceList>().ToList();
        foreach (var endpoint in scim.ServiceProvider.GetServices<IResourceEndpoint>())
        {
            var path = endpoint.Type.Endpoint;
            var one = $"{path}/{{id}}";
            scim.MapPost(path, (ScimRequest request, CancellationToken token) =>
                endpoint.CreateAsync(request.About(endpoint.Type, id: null), token));
            scim.MapRead(one, (string id, ScimRequest request, CancellationToken token) =>
                endpoint.GetAsync(id, request.About(endpoint.Type, id), token));
            scim.MapPut(one, (string id, ScimRequest request, CancellationToken token) =>
                endpoint.ReplaceAsync(id, request.About(endpoint.Type, id), token));
            scim.MapPatch(one, (string id, ScimRequest request, CancellationToken token) =>
                endpoint.PatchAsync(id, request.About(endpoint.Type, id), token));
            scim.MapDelete(one, (string id, ScimRequest request, CancellationToken token) =>
                endpoint.DeleteAsync(id, request.About(endpoint.Type, id), token));
            scim.MapList(path, [.. lists.Where(list => list.Type == endpoint.Type)]);
        }

        scim.MapList("", lists);
    }

    /// <summary>
    /// Maps a list by GET (or HEAD) and by POST (RFC 7644, sections 3.4.2 and 3.4.3). At the root it has all types (section 3.4.2.1).
    /// </summary>
    private static void MapList(this IEndpointRouteBuilder scim, string path, IReadOnlyList<IResourceList> lists)
    {
        scim.MapRead(path, (ScimRequest request, QueryDeadline deadline, CancellationToken token) =>
            ListResponse.ReadAsync(request.Search(), lists, request, deadline, token));
        scim.MapPost(path + Search, async (ScimRequest request, QueryDeadline deadline, CancellationToken token) =>
        {
            var search = SearchRequest.Read(await request.MessageAsync(SchemaUrns.SearchRequest));
            return await ListResponse.ReadAsync(search, lists, request, deadline, token);
        });
    }
}
