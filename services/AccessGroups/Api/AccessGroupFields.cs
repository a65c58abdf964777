using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Schemas;

namespace Scim.Bus.AccessGroups.Api;

/// <summary>The fields of an Access Group that filters may name. The number of members is counted when it is asked for, so it is not among them.</summary>
internal static class AccessGroupFields
{
    public static ResourceType Type { get; } = new()
    {
        Name = "AccessGroup",
        Endpoint = "/access-groups",
        Common = [],
        Schema = new Schema
        {
            Id = "urn:scim-bus:AccessGroup",
            Name = "AccessGroup",
            Attributes =
            [
                Exact("id"),
                new() { Name = "displayName" },
                new() { Name = "origin" },
                new() { Name = "configured", Type = AttributeType.Boolean },
                Exact("permissions") with { MultiValued = true },
                Exact("visibilities") with { MultiValued = true },
                Exact("notifications") with { MultiValued = true },
                new() { Name = "version", Type = AttributeType.Integer },
                new() { Name = "updatedAt", Type = AttributeType.DateTime },
            ],
        },
    };

    public static JsonObject Of(AccessGroupRecord group) =>
        JsonSerializer.SerializeToNode(AccessGroupView.Of(group, memberCount: null), DocumentJson.Options)!.AsObject();

    private static AttributeDefinition Exact(string name) => new() { Name = name, CaseExact = true };
}
