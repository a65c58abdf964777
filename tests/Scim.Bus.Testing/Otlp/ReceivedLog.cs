namespace Scim.Bus.Testing;

/// <summary>A log record as it came over the wire.</summary>
public sealed record ReceivedLog
{
    /// <summary>The trace in which it was written, as lower-case hexadecimal; null outside of one.</summary>
    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    /// <summary><c>service.name</c> of the process that sent it.</summary>
    public string? ServiceName { get; init; }

    /// <summary>The logger's category.</summary>
    public string? Scope { get; init; }

    public string? Severity { get; init; }

    public string Body { get; init; } = "";

    /// <summary>Its attributes, all as text.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
