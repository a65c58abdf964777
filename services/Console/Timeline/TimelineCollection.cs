using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Console.Timeline;

/// <summary>Collection of the provisioning log.</summary>
internal static class TimelineCollection
{
    public const string Service = "console";

    public static CollectionDefinition<TimelineItem> Items { get; } = new()
    {
        Service = Service,
        Name = "timeline",
        Attributes = DocumentFields.Create(
            "TimelineItem",
            DocumentFields.Typed("at", AttributeType.DateTime),
            DocumentFields.Exact("userId"),
            DocumentFields.Exact("groupId"),
            DocumentFields.Text("event"),
            DocumentFields.Text("step"),
            DocumentFields.Text("outcome"),
            DocumentFields.Text("detail"),
            DocumentFields.Exact("traceId")),
        Resource = item => new JsonObject
        {
            ["at"] = AttributeValue.Sortable(item.At),
            ["userId"] = item.UserId?.ToString(),
            ["groupId"] = item.GroupId?.ToString(),
            ["event"] = item.Event?.ToString(),
            ["step"] = item.Step,
            ["outcome"] = item.Outcome.ToString(),
            ["detail"] = item.Detail,
            ["traceId"] = item.TraceId,
        },
        Indexed = ["userId", "groupId", "traceId"],
    };

    /// <summary>Selects the lines about a user.</summary>
    public static BoundFilter About(UserId user) =>
        new BoundComparison(Items.Attributes.At("userId"), ComparisonOperator.Eq, user.ToString());
}
