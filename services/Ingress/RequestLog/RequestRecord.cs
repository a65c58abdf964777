using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Requests;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>A SCIM request on record, or an operation of a bulk request.</summary>
internal sealed record RequestRecord
{
    /// <summary>Its id, which begins with the time: requests sort by it.</summary>
    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>When it arrived, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    public required RequestOutcome Outcome { get; init; }

    public required string Method { get; init; }

    /// <summary>Its path below the root of SCIM, cut off if it is long.</summary>
    public required string Path { get; init; }

    /// <summary>Query of a read, without values that look secret.</summary>
    public string? Query { get; init; }

    /// <summary>Status of the answer; null if it is not known, because the process died before it had answered.</summary>
    public int? Status { get; init; }

    public string? ScimType { get; init; }

    /// <summary>What the refusal says, without values that look secret.</summary>
    public string? Detail { get; init; }

    /// <summary>Milliseconds from its arrival to the answer; null as with <see cref="Status"/>.</summary>
    public double? DurationMs { get; init; }

    /// <summary>The <c>userName</c> or <c>displayName</c> as it was sent, else the one that the directory has.</summary>
    public string? Subject { get; init; }

    /// <summary>Words by which people search for it.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public string? ResourceType { get; init; }

    public string? ResourceId { get; init; }

    /// <summary>The person: the user, or the only member that a change of a group names.</summary>
    public UserId? UserId { get; init; }

    /// <summary>How many members of a group it added and removed; null if it is about no membership.</summary>
    public RecordedMembers? Members { get; init; }

    /// <summary>Names of the dialect's repairs that changed something in the body.</summary>
    public IReadOnlyList<string> Repairs { get; init; } = [];

    /// <summary>Names of the messages that follow from it.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>True if it was to deactivate a user.</summary>
    public bool Deactivation { get; init; }

    public required Guid TokenId { get; init; }

    public string? TokenName { get; init; }

    /// <summary>Why the token was not good: one of <see cref="Tokens.TokenState"/>; null if it was.</summary>
    public string? TokenState { get; init; }

    /// <summary>Name of the reason why it was refused or failed; null if it was accepted.</summary>
    [JsonIgnore]
    public string? Reason => Outcome is RequestOutcome.Refused or RequestOutcome.Failed
        ? RefusalReason.From(Status ?? 0, ScimType, Detail, TokenState).Name
        : null;

    /// <summary>Address of the client.</summary>
    public string? Address { get; init; }

    /// <summary>Which operation of a bulk request it is; null for a request by itself.</summary>
    public RecordedOperation? Bulk { get; init; }

    /// <summary>Trace id, for Jaeger; null if it was not traced.</summary>
    public string? TraceId { get; init; }

    /// <summary>What was sent, redacted; null if it was not read.</summary>
    public RecordedBody? Request { get; init; }

    /// <summary>The answer of a refusal, redacted.</summary>
    public RecordedBody? Response { get; init; }
}

/// <summary>A change of a group's members.</summary>
internal sealed record RecordedMembers(int Added, int Removed);

/// <summary>An operation of a bulk request.</summary>
/// <param name="Id">Common to all operations of the request.</param>
/// <param name="Operation">Its place in the request, from 0.</param>
internal sealed record RecordedOperation(Guid Id, int Operation);
