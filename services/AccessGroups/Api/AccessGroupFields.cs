using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Schemas;

namespace Scim.Bus.AccessGroups.Api;

/// <summary>The fields of an Access Group that filters may name. The number of members is counted when it is asked for, so it is not among them.</summary>
internal static class AccessGroupFields
{
    public static ResourceType Type { get; } = DocumentFields.Create(
        "AccessGroup",
        DocumentFields.Exact("id"),
        DocumentFields.Text("displayName"),
        DocumentFields.Text("origin"),
        DocumentFields.Typed("configured", AttributeType.Boolean),
        DocumentFields.Exact("permissions") with { MultiValued = true },
        DocumentFields.Exact("visibilities") with { MultiValued = true },
        DocumentFields.Exact("notifications") with { MultiValued = true },
        DocumentFields.Typed("version", AttributeType.Integer),
        DocumentFields.Typed("updatedAt", AttributeType.DateTime));

    public static JsonObject Of(AccessGroupRecord group) =>
        JsonSerializer.SerializeToNode(AccessGroupView.Of(group, memberCount: null), DocumentJson.Options)!.AsObject();
}
