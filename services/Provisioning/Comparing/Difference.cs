using System.Text.Json.Serialization;
using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Comparing;

/// <summary>In what an account is not what the directory says.</summary>
internal sealed record Difference
{
    public required DifferenceKind Kind { get; init; }

    /// <summary>The user; the directory may not have it any more.</summary>
    public required UserId UserId { get; init; }

    /// <summary>The account; null if it is missing.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>The user's name in the directory; null if the directory does not have the user.</summary>
    public string? UserName { get; init; }

    /// <summary>The account's fields that a sync would set; all for one that it would create.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}

/// <summary>What a sync would do about a difference.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DifferenceKind>))]
internal enum DifferenceKind
{
    /// <summary>Create the account.</summary>
    [JsonStringEnumMemberName("create")]
    Create,

    /// <summary>Change the account; link it to the user, if nobody's is.</summary>
    [JsonStringEnumMemberName("change")]
    Change,

    /// <summary>Take the access away: the directory has no such user, or the user is not among those to be synced any more.</summary>
    [JsonStringEnumMemberName("remove")]
    Remove,
}
