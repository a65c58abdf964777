using Scim.Bus.DocumentStore;
using Scim.Protocol.Schemas;

namespace Scim.Bus.AccessGroups.Records;

/// <summary>The fields of an <see cref="AccessGroupView"/> that filters may name: all but the member count, which is not stored.</summary>
internal static class AccessGroupFields
{
    public static ResourceType Type { get; } = DocumentFields.Create(
        "AccessGroup",
        DocumentFields.Exact("id"),
        DocumentFields.Identifier("displayName"),
        DocumentFields.Text("origin"),
        DocumentFields.Typed("configured", AttributeType.Boolean),
        DocumentFields.Exact("permissions") with { MultiValued = true },
        DocumentFields.Exact("visibilities") with { MultiValued = true },
        DocumentFields.Exact("notifications") with { MultiValued = true },
        DocumentFields.Typed("version", AttributeType.Integer),
        DocumentFields.Typed("updatedAt", AttributeType.DateTime));
}
