using System.Text.Json.Nodes;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Clients;

/// <summary>A SCIM request of a tenant's identity provider, as the admin API returns it.</summary>
public sealed record ScimRequest
{
    public required Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary><c>changed</c>, <c>unchanged</c>, <c>read</c>, <c>refused</c> or <c>failed</c>.</summary>
    public string Outcome { get; init; } = "";

    public string Method { get; init; } = "";

    /// <summary>Below <c>/scim/v2</c>.</summary>
    public string Path { get; init; } = "";

    public string? Query { get; init; }

    /// <summary>Null if it is not known, because the process died before it had answered.</summary>
    public int? Status { get; init; }

    public string? ScimType { get; init; }

    /// <summary>What the client was told; null unless it was refused.</summary>
    public string? Detail { get; init; }

    /// <summary>Why it was refused: name of a <see cref="ServiceDefaults.Requests.RefusalReason"/>.</summary>
    public string? Reason { get; init; }

    public double? DurationMs { get; init; }

    /// <summary>Whom or what it is about, as it was sent or as the directory has it; null if nobody knows.</summary>
    public string? Subject { get; init; }

    public string? ResourceType { get; init; }

    public string? ResourceId { get; init; }

    public UserId? UserId { get; init; }

    public MemberChanges? Members { get; init; }

    /// <summary>What was mended in the request, as the identity provider is known to need it.</summary>
    public IReadOnlyList<string> Repairs { get; init; } = [];

    /// <summary>Names of the messages that followed from it.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>Whether it would have deactivated a user, or did.</summary>
    public bool Deactivation { get; init; }

    public string? TokenName { get; init; }

    public string? Address { get; init; }

    public BulkPart? Bulk { get; init; }

    public string? TraceId { get; init; }

    /// <summary>What was sent; only where it was asked for.</summary>
    public RecordedBody? Request { get; init; }

    /// <summary>The answer of a refusal; only where it was asked for.</summary>
    public RecordedBody? Response { get; init; }
}

/// <summary>How many members a change of a group adds and removes.</summary>
public sealed record MemberChanges(int Added, int Removed);

/// <summary>Which operation of a bulk request it is.</summary>
public sealed record BulkPart(Guid Id, int Operation);

/// <summary>A body on record, redacted.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Json">What it says; null if it is no JSON.</param>
/// <param name="IsTruncated">Whether a part of it is not on record.</param>
/// <param name="Sha256">Its hash, where it is no JSON.</param>
public sealed record RecordedBody(long? Bytes, JsonNode? Json, bool IsTruncated, string? Sha256);

/// <summary>Requests that came with nobody's token.</summary>
public sealed record UnattributedRequests(
    string Id, DateTimeOffset Hour, string Address, string Reason, long Count, IReadOnlyList<RequestSample> Samples);

/// <summary>One of the requests that were counted.</summary>
public sealed record RequestSample(DateTimeOffset At, string Method, string Path);
