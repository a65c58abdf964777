using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts;

/// <summary>An account in Pinpoint, in full.</summary>
public sealed record AccountState : AccountAttributes
{
    /// <summary>Whether the person may log in.</summary>
    [JsonPropertyOrder(1)]
    public bool Active { get; init; }

    /// <summary>The Access Group; null for none.</summary>
    [JsonPropertyOrder(1)]
    public GroupId? AccessGroup { get; init; }
}
