using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;

namespace Scim.Bus.AccessGroups.Records;

/// <summary>The collections of the AccessGroups service.</summary>
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

    public static CollectionDefinition<AssignmentRecord> Assignments { get; } = new()
    {
        Service = Service,
        Name = "assignments",
        Attributes = DocumentFields.Create("Assignment", DocumentFields.Exact("group")),
        Resource = assignment => assignment.Group is { } group ? new JsonObject { ["group"] = group.ToString() } : [],
        Indexed = ["group"],
    };

    /// <summary>Matches the assignments of an Access Group's members.</summary>
    public static BoundFilter MembersOf(GroupId group) =>
        new BoundComparison(Assignments.Attributes.At("group"), ComparisonOperator.Eq, group.ToString());

    private static JsonObject ToResource(AccessGroupRecord group) =>
        JsonSerializer.SerializeToNode(AccessGroupView.From(group, memberCount: null), DocumentJson.Options)!.AsObject();
}
