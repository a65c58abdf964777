using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Accounts.Records;

/// <summary>An account as the admin API returns it. Lists are filtered and sorted by these fields.</summary>
internal sealed record AccountView
{
    public required AccountId Id { get; init; }

    /// <summary>The user of the directory whose account it is; null for an account made by hand that no user was linked to.</summary>
    public UserId? UserId { get; init; }

    public string? WorkEmail { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? TimeZone { get; init; }

    public string? Upn { get; init; }

    public required AccountKind Kind { get; init; }

    public required bool Active { get; init; }

    public AccessGroupView? AccessGroup { get; init; }

    public required IReadOnlyList<string> Permissions { get; init; }

    public required IReadOnlyList<string> Visibilities { get; init; }

    public required IReadOnlyList<string> Notifications { get; init; }

    /// <summary>Fields that were edited by hand since the identity provider last set them, with who edited them and when.</summary>
    public required IReadOnlyList<FieldEdit> Edits { get; init; }

    public required AccountOrigin Origin { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static AccountView From(AccountRecord account) => new()
    {
        Id = account.Id,
        UserId = account.User,
        WorkEmail = account.Attributes.WorkEmail,
        FirstName = account.Attributes.FirstName,
        LastName = account.Attributes.LastName,
        TimeZone = account.Attributes.TimeZone,
        Upn = account.Attributes.Upn,
        Kind = account.Attributes.Kind,
        Active = account.Active,
        AccessGroup = account.Access.Group is { } group ? new AccessGroupView(group, account.Access.DisplayName) : null,
        Permissions = account.Access.Permissions,
        Visibilities = account.Access.Visibilities,
        Notifications = account.Access.Notifications,
        Edits = account.Edits,
        Origin = account.Origin,
        Version = account.Version,
        UpdatedAt = account.UpdatedAt.ToUniversalTime(),
    };
}
