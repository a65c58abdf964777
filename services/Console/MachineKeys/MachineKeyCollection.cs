using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Console.MachineKeys;

/// <summary>The collection of machine keys.</summary>
internal static class MachineKeyCollection
{
    private static readonly ResourceType Fields = DocumentFields.Create(
        "MachineKey",
        DocumentFields.Exact("id"),
        DocumentFields.Text("name"),
        DocumentFields.Exact("tenant"),
        DocumentFields.Typed("createdAt", AttributeType.DateTime),
        DocumentFields.Typed("expiresAt", AttributeType.DateTime),
        DocumentFields.Typed("lastUsedAt", AttributeType.DateTime));

    /// <summary>The partition of all keys: a key may be for several tenants, or for all. No tenant can have this name.</summary>
    public static TenantId Partition => ErrorCollections.Partition;

    public static CollectionDefinition<MachineKeyRecord> Create(string service) => new()
    {
        Service = service,
        Name = "machineKeys",
        Attributes = Fields,
        Resource = key => new JsonObject
        {
            ["id"] = key.Id.ToString(),
            ["name"] = key.Name,
            ["tenant"] = key.Tenant?.Value,
            ["createdAt"] = AttributeValue.Sortable(key.CreatedAt),
            ["expiresAt"] = AttributeValue.Sortable(key.ExpiresAt),
            ["lastUsedAt"] = key.LastUsedAt is { } used ? AttributeValue.Sortable(used) : null,
        },
        UniqueKeys = key => [new UniqueKey("id", key.Id.ToString())],
        Indexed = ["id", "tenant"],
    };

    /// <summary>Selects the keys of a tenant; null, which selects all, for none.</summary>
    public static BoundFilter? Of(TenantId? tenant) =>
        tenant is { } one ? new BoundComparison(Fields.At("tenant"), ComparisonOperator.Eq, one.Value) : null;

    /// <summary>Selects the key with this id.</summary>
    public static BoundFilter ById(Guid id) => new BoundComparison(Fields.At("id"), ComparisonOperator.Eq, id.ToString());
}
