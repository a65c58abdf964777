using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Console.Timeline;

/// <summary>A line of the provisioning log.</summary>
internal sealed record TimelineItem
{
    public required DateTimeOffset At { get; init; }

    public UserId? UserId { get; init; }

    /// <summary>What was done: <c>directory</c>, <c>membership</c>, <c>account</c>, <c>access</c>, <c>notification</c>.</summary>
    public required string Step { get; init; }

    public required TimelineOutcome Outcome { get; init; }

    /// <summary>What happened, for people to read; without personal data.</summary>
    public required string Detail { get; init; }

    /// <summary>The trace in Jaeger.</summary>
    public string? TraceId { get; init; }
}

/// <summary>The collection of the Console.</summary>
internal static class TimelineCollection
{
    public static CollectionDefinition<TimelineItem> Items { get; } = new()
    {
        Service = "console",
        Name = "timeline",
        Attributes = DocumentFields.Create(
            "TimelineItem",
            DocumentFields.Typed("at", AttributeType.DateTime),
            DocumentFields.Exact("userId"),
            DocumentFields.Text("step"),
            DocumentFields.Text("outcome"),
            DocumentFields.Text("detail"),
            DocumentFields.Exact("traceId")),
        Resource = item => new JsonObject
        {
            ["at"] = AttributeValue.Sortable(item.At),
            ["userId"] = item.UserId?.ToString(),
            ["step"] = item.Step,
            ["outcome"] = item.Outcome.ToString(),
            ["detail"] = item.Detail,
            ["traceId"] = item.TraceId,
        },
        Indexed = ["userId", "traceId"],
    };

    /// <summary>The lines about a user.</summary>
    public static BoundFilter About(UserId user) =>
        new BoundComparison(Items.Attributes.At("userId"), ComparisonOperator.Eq, user.ToString());
}
