using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>Renders users for clients, with locations, entity tags and the current names of their groups.</summary>
internal sealed class UserRepresentation(GroupStore groups)
{
    private static readonly AttributeDefinition Groups = ResourceTypes.User.Attribute("groups")!;

    public static string LocationOf(UserId id, string baseUri) => $"{baseUri}{ResourceTypes.User.Endpoint}/{id}";

    public async Task<IReadOnlyList<JsonObject>> RenderAsync(
        IReadOnlyList<UserRecord> users, TenantId tenant, string baseUri, AttributeSelection selection, CancellationToken cancellationToken)
    {
        var names = selection.Wants(null, Groups) ? await GroupNamesAsync(users, tenant, cancellationToken) : [];
        return [.. users.Select(user => Projection.Apply(Complete(user, baseUri, names), ResourceTypes.User, selection))];
    }

    private async Task<Dictionary<string, string>> GroupNamesAsync(
        IReadOnlyList<UserRecord> users, TenantId tenant, CancellationToken cancellationToken)
    {
        var memberships = users.SelectMany(user => user.Memberships).Where(membership => membership.IsActive);
        var ids = memberships.Select(membership => membership.Group.ToString()).Distinct().ToList();
        if (ids.Count == 0)
            return [];
        var found = await groups.Documents.GetManyAsync(tenant, ids, cancellationToken);
        return found.ToDictionary(document => document.Id, document => document.Body.DisplayName);
    }

    private static JsonObject Complete(UserRecord user, string baseUri, Dictionary<string, string> names)
    {
        var resource = (JsonObject)user.Resource.DeepClone();
        var meta = resource["meta"]!;
        meta["location"] = LocationOf(user.Id, baseUri);
        meta["version"] = Precondition.TagOf(user.Version);
        foreach (var group in (resource["groups"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var id = group["value"]!.GetValue<string>();
            group["$ref"] = $"{baseUri}{ResourceTypes.Group.Endpoint}/{id}";
            if (names.TryGetValue(id, out var name))
                group["display"] = name;
        }

        return resource;
    }
}
