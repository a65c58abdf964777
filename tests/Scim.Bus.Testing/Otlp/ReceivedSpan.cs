using System.Diagnostics;

namespace Scim.Bus.Testing;

/// <summary>A span as it came over the wire. Ids are lower-case hexadecimal, as in the W3C's traceparent.</summary>
public sealed record ReceivedSpan
{
    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    /// <summary>Null for the first span of a trace.</summary>
    public string? ParentSpanId { get; init; }

    public required string Name { get; init; }

    public ActivityKind Kind { get; init; }

    /// <summary><c>service.name</c> of the process that sent it.</summary>
    public string? ServiceName { get; init; }

    /// <summary>The activity source that made it.</summary>
    public string? Scope { get; init; }

    public DateTimeOffset Start { get; init; }

    public DateTimeOffset End { get; init; }

    public bool IsError { get; init; }

    /// <summary>Its attributes, all as text.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>The traces of the spans that it links to.</summary>
    public IReadOnlyList<string> LinkedTraceIds { get; init; } = [];
}
