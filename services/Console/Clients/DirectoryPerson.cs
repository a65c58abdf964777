using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Clients;

/// <summary>A user of the directory, as the admin API returns it: what the identity provider said.</summary>
public sealed record DirectoryPerson : PersonAttributes
{
    public UserId Id { get; init; }

    public bool Active { get; init; }

    /// <summary>The groups that the user is in; the first one applies.</summary>
    public IReadOnlyList<AccountGroup> Groups { get; init; } = [];

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What the user is called on pages.</summary>
    public string DisplayName => PersonName.Length > 0 ? PersonName : WorkEmail ?? Upn ?? Id.ToString();
}
