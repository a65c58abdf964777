using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.AccessGroups.Records;

/// <summary>The collection of the AccessGroups service.</summary>
internal static class AccessGroupCollections
{
    public const string Service = "access-groups";

    public static CollectionDefinition<AccessGroupRecord> Groups { get; } = new()
    {
        Service = Service,
        Name = "groups",
        Attributes = AccessGroupFields.Type,
        Resource = ToResource,
        Indexed = ["id", "displayName"],
    };

    private static JsonObject ToResource(AccessGroupRecord group) =>
        JsonSerializer.SerializeToNode(AccessGroupView.From(group, memberCount: null), DocumentJson.Options)!.AsObject();
}
