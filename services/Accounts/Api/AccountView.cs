using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;

namespace Scim.Bus.Accounts.Api;

/// <summary>An account as the admin API shows it.</summary>
internal sealed record AccountView
{
    public required AccountId Id { get; init; }

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

    public required AccountOrigin Origin { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static AccountView Of(AccountRecord account) => new()
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
        Origin = account.Origin,
        Version = account.Version,
        UpdatedAt = account.UpdatedAt.ToUniversalTime(),
    };
}

/// <summary>An account's Access Group.</summary>
/// <param name="Id">The group.</param>
/// <param name="DisplayName">Its name; null until AccessGroups has heard of the group.</param>
internal sealed record AccessGroupView(GroupId Id, string? DisplayName);
