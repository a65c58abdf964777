using System.Text.Json.Nodes;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>The collections of the request log, in a database of their own: their writes do not hold up the directory's.</summary>
internal static class RequestCollection
{
    /// <summary>Name of the database. The ingress owns it.</summary>
    public const string Database = "requests";

    /// <summary>The outcome once more, indexed: for filters in which no other index certainly finds fewer requests.</summary>
    public const string IndexedOutcome = "state";

    /// <summary>Has a value for a deactivation that was refused.</summary>
    public const string RefusedDeactivation = "refusedDeactivation";

    private const string Yes = "yes";

    private static readonly IReadOnlyList<string> WriteMethods = [Fold("POST"), Fold("PUT"), Fold("PATCH"), Fold("DELETE")];

    public static CollectionDefinition<RequestRecord> Requests { get; } = new()
    {
        Service = Database,
        Name = "requests",
        Attributes = DocumentFields.Create(
            "Request",
            DocumentFields.Exact("id"),
            DocumentFields.Typed("at", AttributeType.DateTime),
            DocumentFields.Text("outcome"),
            DocumentFields.Text(IndexedOutcome),
            DocumentFields.Text("method"),
            DocumentFields.Text("path"),
            DocumentFields.Text("query"),
            DocumentFields.Typed("status", AttributeType.Integer),
            DocumentFields.Text("scimType"),
            DocumentFields.Text("detail"),
            DocumentFields.Text("reason"),
            DocumentFields.Typed("durationMs", AttributeType.Decimal),
            DocumentFields.Text("subject"),
            DocumentFields.Text("names") with { MultiValued = true },
            DocumentFields.Text("resourceType"),
            DocumentFields.Exact("resourceId"),
            DocumentFields.Exact("userId"),
            DocumentFields.Typed("deactivation", AttributeType.Boolean),
            DocumentFields.Exact(RefusedDeactivation),
            DocumentFields.Exact("tokenId"),
            DocumentFields.Text("tokenName"),
            DocumentFields.Text("tokenState"),
            DocumentFields.Exact("address"),
            DocumentFields.Exact("bulkId"),
            DocumentFields.Exact("traceId")),
        Resource = ResourceOf,
        Indexed = [IndexedOutcome, "subject", "names", "userId", RefusedDeactivation],
    };

    public static CollectionDefinition<RequestTally> Tallies { get; } = new() { Service = Database, Name = "tallies" };

    public static CollectionDefinition<UnknownTally> Unknown { get; } = new()
    {
        Service = Database,
        Name = "unknown",
        Attributes = DocumentFields.Create(
            "UnknownRequests",
            DocumentFields.Typed("hour", AttributeType.DateTime),
            DocumentFields.Exact("address"),
            DocumentFields.Text("reason"),
            DocumentFields.Typed("count", AttributeType.Integer)),
        Resource = tally => new JsonObject
        {
            ["hour"] = AttributeValue.Sortable(tally.Hour),
            ["address"] = tally.Address,
            ["reason"] = tally.Reason,
            ["count"] = tally.Count,
        },
    };

    /// <summary>Selects requests by their outcome, with the index.</summary>
    public static BoundFilter OutcomeIs(RequestOutcome outcome) =>
        new BoundComparison(Requests.Attributes.At(IndexedOutcome), ComparisonOperator.Eq, NameOf(outcome));

    /// <summary>Selects requests that were refused and would have deactivated somebody.</summary>
    public static BoundFilter RefusedDeactivations() =>
        new BoundComparison(Requests.Attributes.At(RefusedDeactivation), ComparisonOperator.Eq, Yes);

    /// <summary>Selects the accepted writes about a person.</summary>
    public static BoundFilter AcceptedAbout(string user) => new BoundAnd(
        new BoundComparison(Requests.Attributes.At("userId"), ComparisonOperator.Eq, user),
        new BoundIn(Requests.Attributes.At("outcome"), [NameOf(RequestOutcome.Changed), NameOf(RequestOutcome.Unchanged)]));

    /// <summary>Selects whatever was to change something.</summary>
    public static BoundFilter Writes() => new BoundAnd(
        new BoundIn(Requests.Attributes.At("method"), WriteMethods),
        new BoundNot(new BoundComparison(Requests.Attributes.At("path"), ComparisonOperator.Ew, Fold(RequestPath.Search))));

    private static JsonObject ResourceOf(RequestRecord record)
    {
        var outcome = NameOf(record.Outcome);
        var isRefused = record.Outcome is RequestOutcome.Refused or RequestOutcome.Failed;
        return new JsonObject
        {
            ["id"] = record.Id.ToString(),
            ["at"] = AttributeValue.Sortable(record.At),
            ["outcome"] = outcome,
            [IndexedOutcome] = outcome,
            ["method"] = record.Method,
            ["path"] = record.Path,
            ["query"] = record.Query,
            ["status"] = (long?)record.Status,
            ["scimType"] = record.ScimType,
            ["detail"] = record.Detail,
            ["reason"] = record.Reason,
            ["durationMs"] = record.DurationMs,
            ["subject"] = record.Subject,
            ["names"] = record.Names.Count > 0 ? new JsonArray([.. record.Names.Select(name => JsonValue.Create(name))]) : null,
            ["resourceType"] = record.ResourceType,
            ["resourceId"] = record.ResourceId,
            ["userId"] = record.UserId?.ToString(),
            ["deactivation"] = record.Deactivation,
            [RefusedDeactivation] = isRefused && record.Deactivation ? Yes : null,
            ["tokenId"] = record.TokenId.ToString(),
            ["tokenName"] = record.TokenName,
            ["tokenState"] = record.TokenState,
            ["address"] = record.Address,
            ["bulkId"] = record.Bulk?.Id.ToString(),
            ["traceId"] = record.TraceId,
        };
    }

    private static string NameOf(RequestOutcome outcome) => Fold(outcome.ToString());

    private static string Fold(string text) => AttributeValue.Fold(text, caseExact: false);
}
