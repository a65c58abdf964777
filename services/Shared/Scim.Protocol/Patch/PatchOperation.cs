using System.Text.Json.Nodes;

namespace Scim.Protocol.Patch;

/// <summary>What a PATCH operation does (RFC 7644, section 3.5.2).</summary>
public enum PatchOperationKind
{
    /// <summary>Adds a value, or sets one.</summary>
    Add,

    /// <summary>Takes values away.</summary>
    Remove,

    /// <summary>Sets a value.</summary>
    Replace,
}

/// <summary>One operation of a PATCH.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Path">What it is about; null for the resource as a whole.</param>
/// <param name="Value">The value, if there is one.</param>
public sealed record PatchOperation(PatchOperationKind Kind, PatchPath? Path, JsonNode? Value);
