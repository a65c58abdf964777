using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Messaging.Errors;

/// <summary>The collections of messages that were set aside, in each service's own database.</summary>
public static class ErrorCollections
{
    /// <summary>
    /// The partition of all records: a message may name no tenant, and operators look at all of them. No tenant can have this name.
    /// </summary>
    public static TenantId Partition { get; } = TenantId.Parse("scim-bus", null);

    private static ResourceType Fields { get; } = DocumentFields.Create(
        "Error",
        DocumentFields.Exact("id"),
        DocumentFields.Exact("kind"),
        DocumentFields.Exact("queue"),
        DocumentFields.Text("messageType"),
        DocumentFields.Exact("tenant"),
        DocumentFields.Text("reason"),
        DocumentFields.Typed("firstFailedAt", AttributeType.DateTime),
        DocumentFields.Typed("attempts", AttributeType.Integer));

    /// <summary>Creates the definition of a service's records.</summary>
    public static CollectionDefinition<ErrorRecord> Records(string service) => new()
    {
        Service = service,
        Name = "errors",
        Attributes = Fields,
        Resource = record => new JsonObject
        {
            ["id"] = record.Id,
            ["kind"] = record.Kind.ToString(),
            ["queue"] = record.Queue,
            ["messageType"] = record.MessageType,
            ["tenant"] = record.Tenant?.Value,
            ["reason"] = record.Reason,
            ["firstFailedAt"] = AttributeValue.Sortable(record.FirstFailedAt),
            ["attempts"] = (long)record.Attempts,
        },
        Indexed = ["queue", "tenant", "firstFailedAt"],
    };

    /// <summary>Creates the definition of the bodies.</summary>
    public static CollectionDefinition<ErrorBody> Bodies(string service) => new() { Service = service, Name = "errorBodies" };

    /// <summary>Selects the records of a queue that are of a kind.</summary>
    internal static BoundFilter Of(string queue, ErrorKind kind) =>
        new BoundAnd(new BoundComparison(Fields.At("queue"), ComparisonOperator.Eq, queue), Of(kind));

    /// <summary>Selects the records that are of a kind.</summary>
    internal static BoundFilter Of(ErrorKind kind) =>
        new BoundComparison(Fields.At("kind"), ComparisonOperator.Eq, kind.ToString());
}
