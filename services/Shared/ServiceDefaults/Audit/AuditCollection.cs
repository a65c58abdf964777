using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>The collection of a service's audit log, in its own database.</summary>
internal static class AuditCollection
{
    private static readonly ResourceType Fields = DocumentFields.Create(
        "AuditItem",
        DocumentFields.Exact("id"),
        DocumentFields.Typed("at", AttributeType.DateTime),
        DocumentFields.Exact("service"),
        new AttributeDefinition
        {
            Name = "actor",
            Type = AttributeType.Complex,
            SubAttributes = [DocumentFields.Text("kind"), DocumentFields.Exact("id"), DocumentFields.Text("name")],
        },
        DocumentFields.Exact("address"),
        DocumentFields.Exact("action"),
        DocumentFields.Exact("tenant"),
        DocumentFields.Text("target"),
        DocumentFields.Text("outcome"),
        DocumentFields.Exact("traceId"));

    /// <summary>The partition of all entries: many are about no tenant, and operators look at all. No tenant can have this name.</summary>
    public static TenantId Partition => ErrorCollections.Partition;

    public static CollectionDefinition<AuditItem> Create(string service) => new()
    {
        Service = service,
        Name = AuditLog.StoreName,
        Attributes = Fields,
        Resource = item => new JsonObject
        {
            ["id"] = item.Id.ToString(),
            ["at"] = AttributeValue.Sortable(item.At),
            ["service"] = item.Service,
            ["actor"] = item.Actor is { } actor
                ? new JsonObject { ["kind"] = actor.Kind.ToString(), ["id"] = actor.Id, ["name"] = actor.Name }
                : null,
            ["address"] = item.Address,
            ["action"] = item.Action,
            ["tenant"] = item.Tenant?.Value,
            ["target"] = item.Target,
            ["outcome"] = item.Outcome.ToString(),
            ["traceId"] = item.TraceId,
        },
        Indexed = ["tenant", "actor.id", "at"],
    };

    /// <summary>Selects the entries about a tenant; null, which selects all, for none.</summary>
    public static BoundFilter? Of(TenantId? tenant) =>
        tenant is { } one ? new BoundComparison(Fields.At("tenant"), ComparisonOperator.Eq, one.Value) : null;
}
