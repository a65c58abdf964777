using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>An entry of the audit log. It has no secret and no body, and of what was changed only what differs.</summary>
public sealed record AuditItem
{
    /// <summary>Its id, which begins with the time: entries sort by it, over all services.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was done, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The service that has the entry.</summary>
    public required string Service { get; init; }

    /// <summary>Who did it; null if nobody is known, as with a wrong key.</summary>
    public Actor? Actor { get; init; }

    /// <summary>Address of the client; null if it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>What was done, such as <c>token.issue</c>; method and route of a request that is none of the acts.</summary>
    public required string Action { get; init; }

    /// <summary>The tenant that it is about; null if it is about none.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>What it was done to: a path below the admin API, or below the tenant.</summary>
    public string? Target { get; init; }

    /// <summary>What was changed, as it was; null if it is new.</summary>
    public JsonObject? Before { get; init; }

    /// <summary>What was changed, as it is now; null if nothing was.</summary>
    public JsonObject? After { get; init; }

    /// <summary>What came of it.</summary>
    public required AuditOutcome Outcome { get; init; }

    /// <summary>HTTP status of a refusal or failure; null otherwise.</summary>
    public int? Status { get; init; }

    /// <summary>Number of requests, if several are one entry: those with unknown keys, and many refusals of one actor.</summary>
    public long Count { get; init; } = 1;

    /// <summary>A few of several requests; null for one.</summary>
    public IReadOnlyList<AuditSample>? Samples { get; init; }

    /// <summary>Trace id, for Jaeger; null if the request was not traced.</summary>
    public string? TraceId { get; init; }
}

/// <summary>One of the requests that an entry counts.</summary>
/// <param name="At">When it came, UTC.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, cut off if it is long.</param>
public sealed record AuditSample(DateTimeOffset At, string Method, string Path);
