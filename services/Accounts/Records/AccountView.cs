using System.Text.Json.Serialization;
using Scim.Bus.AccountMapping;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Accounts.Records;

/// <summary>An account as the admin API returns it. Lists are filtered and sorted by these fields.</summary>
/// <remarks>The order is written out because the serializer would put inherited members last.</remarks>
internal sealed record AccountView : AccountAttributes
{
    [JsonPropertyOrder(-1)]
    public required AccountId Id { get; init; }

    /// <summary>The user of the directory whose account it is; null for an account made by hand that no user was linked to.</summary>
    [JsonPropertyOrder(-1)]
    public UserId? UserId { get; init; }

    [JsonPropertyOrder(1)]
    public required bool Active { get; init; }

    [JsonPropertyOrder(1)]
    public AccessGroupView? AccessGroup { get; init; }

    [JsonPropertyOrder(1)]
    public required IReadOnlyList<string> Permissions { get; init; }

    [JsonPropertyOrder(1)]
    public required IReadOnlyList<string> Visibilities { get; init; }

    [JsonPropertyOrder(1)]
    public required IReadOnlyList<string> Notifications { get; init; }

    /// <summary>Fields that were edited by hand since the identity provider last set them, with who edited them and when.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<FieldEdit> Edits { get; init; }

    [JsonPropertyOrder(1)]
    public required AccountOrigin Origin { get; init; }

    [JsonPropertyOrder(1)]
    public required long Version { get; init; }

    [JsonPropertyOrder(1)]
    public required DateTimeOffset UpdatedAt { get; init; }

    public static AccountView From(AccountRecord account) => new AccountView
    {
        Id = account.Id,
        UserId = account.User,
        Active = account.Active,
        AccessGroup = account.Access.Group is { } group ? new AccessGroupView(group, account.Access.DisplayName) : null,
        Permissions = account.Access.Permissions,
        Visibilities = account.Access.Visibilities,
        Notifications = account.Access.Notifications,
        Edits = account.Edits,
        Origin = account.Origin,
        Version = account.Version,
        UpdatedAt = account.UpdatedAt.ToUniversalTime(),
    }.WithAttributes(account.Attributes);
}
