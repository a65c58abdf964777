using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.RequestLog.Api;

/// <summary>A request as lists of the admin API show it: without bodies.</summary>
internal record RequestView
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required RequestOutcome Outcome { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public string? Query { get; init; }

    public int? Status { get; init; }

    public string? ScimType { get; init; }

    public string? Detail { get; init; }

    public string? Reason { get; init; }

    public double? DurationMs { get; init; }

    public string? Subject { get; init; }

    public string? ResourceType { get; init; }

    public string? ResourceId { get; init; }

    public UserId? UserId { get; init; }

    public RecordedMembers? Members { get; init; }

    public required IReadOnlyList<string> Repairs { get; init; }

    public required IReadOnlyList<string> Events { get; init; }

    public bool Deactivation { get; init; }

    public required Guid TokenId { get; init; }

    public string? TokenName { get; init; }

    public string? TokenState { get; init; }

    public string? Address { get; init; }

    public RecordedOperation? Bulk { get; init; }

    public string? TraceId { get; init; }

    public static RequestView From(RequestRecord record) => new()
    {
        Id = record.Id,
        At = record.At,
        Outcome = record.Outcome,
        Method = record.Method,
        Path = record.Path,
        Query = record.Query,
        Status = record.Status,
        ScimType = record.ScimType,
        Detail = record.Detail,
        Reason = record.Reason,
        DurationMs = record.DurationMs,
        Subject = record.Subject,
        ResourceType = record.ResourceType,
        ResourceId = record.ResourceId,
        UserId = record.UserId,
        Members = record.Members,
        Repairs = record.Repairs,
        Events = record.Events,
        Deactivation = record.Deactivation,
        TokenId = record.TokenId,
        TokenName = record.TokenName,
        TokenState = record.TokenState,
        Address = record.Address,
        Bulk = record.Bulk,
        TraceId = record.TraceId,
    };
}

/// <summary>A request with its bodies.</summary>
internal sealed record RequestDetails : RequestView
{
    [SetsRequiredMembers]
    public RequestDetails(RequestRecord record)
        : base(From(record)) => (Request, Response) = (BodyView.From(record.Request), BodyView.From(record.Response));

    /// <summary>What was sent; null if it was not read.</summary>
    public BodyView? Request { get; }

    /// <summary>The answer of a refusal.</summary>
    public BodyView? Response { get; }
}

/// <summary>A body on record.</summary>
/// <param name="Bytes">Length of the body as it was sent.</param>
/// <param name="Json">The body, redacted; null if it is no JSON.</param>
/// <param name="IsTruncated">True if parts are left out because it is large.</param>
/// <param name="Sha256">SHA-256 of a body that is no JSON, in hexadecimal.</param>
internal sealed record BodyView(long? Bytes, JsonElement? Json, bool IsTruncated, string? Sha256)
{
    public static BodyView? From(RecordedBody? body) => body is null
        ? null
        : new BodyView(body.Bytes, body.Json is { } json ? Parse(json) : null, body.IsTruncated, body.Sha256);

    private static JsonElement Parse(RawJson json) => JsonSerializer.Deserialize<JsonElement>(json.Utf8.Span);
}
