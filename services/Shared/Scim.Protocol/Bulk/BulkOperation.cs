using System.Text.Json.Nodes;

namespace Scim.Protocol.Bulk;

/// <summary>One operation of a bulk request (RFC 7644, section 3.7), as it was given: it may be wrong in itself.</summary>
public sealed record BulkOperation
{
    /// <summary>The method in upper case; null if it has none.</summary>
    public string? Method { get; init; }

    /// <summary>What other operations may refer to it by.</summary>
    public string? BulkId { get; init; }

    /// <summary>The entity tag that the resource must have, as in <c>If-Match</c>.</summary>
    public string? Version { get; init; }

    /// <summary>The endpoint, or the resource, relative to the base address.</summary>
    public string? Path { get; init; }

    /// <summary>The body.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>Why it can't be carried out, whatever the others do; null if nothing is wrong with it by itself.</summary>
    public Errors.ScimException? Refusal { get; init; }

    /// <summary>Whether it creates a resource.</summary>
    public bool IsCreation => Method == "POST";
}
