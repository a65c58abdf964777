using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Clients;

/// <summary>An account, as the admin API returns it.</summary>
public sealed record Account : PersonAttributes
{
    public required AccountId Id { get; init; }

    public UserId? UserId { get; init; }

    public bool Active { get; init; }

    public AccountGroup? AccessGroup { get; init; }

    public IReadOnlyList<string> Permissions { get; init; } = [];

    public IReadOnlyList<string> Visibilities { get; init; } = [];

    public IReadOnlyList<string> Notifications { get; init; } = [];

    public IReadOnlyList<FieldEdit> Edits { get; init; } = [];

    public string? Origin { get; init; }

    public long Version { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What the account is called on pages.</summary>
    public string DisplayName => PersonName.Length > 0 ? PersonName : WorkEmail ?? Upn ?? Id.ToString();

    /// <summary>What the person logs in with.</summary>
    public string? Identifier => WorkEmail ?? Upn;
}

/// <summary>The Access Group of an account.</summary>
public sealed record AccountGroup(GroupId Id, string? DisplayName)
{
    public string Title => DisplayName ?? Id.ToString();
}

/// <summary>The answer to the login question.</summary>
public sealed record LoginAnswer(bool Allowed, AccountId? AccountId, string Reason);
