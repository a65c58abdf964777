namespace Scim.Bus.Ingress.RequestLog;

/// <summary>A body on record, without what looks secret. One that is no JSON is kept as length and hash.</summary>
internal sealed record RecordedBody
{
    /// <summary>Length of the body as it was sent; null for an operation of a bulk request.</summary>
    public long? Bytes { get; init; }

    /// <summary>The body as JSON; null if it is none, or was not read.</summary>
    public RawJson? Json { get; init; }

    /// <summary>True if parts are left out because it is large.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>SHA-256 of a body that is no JSON, in hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Size on record, about.</summary>
    internal int Size => Json?.Utf8.Length ?? 0;
}
