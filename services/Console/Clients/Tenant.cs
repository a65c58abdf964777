using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Clients;

/// <summary>A tenant with its settings, as the admin API returns it.</summary>
public sealed record Tenant
{
    public required TenantId Id { get; init; }

    public string? Name { get; init; }

    public string IdentityProvider { get; init; } = "other";

    public bool Lenient { get; init; }

    public bool AutomaticSync { get; init; }

    public IReadOnlyList<GroupId>? GroupsToSync { get; init; }

    public string SecondGroup { get; init; } = "";

    public bool UpnLogin { get; init; }

    public bool WelcomeEmails { get; init; }

    public bool ChangeEmails { get; init; }

    public IReadOnlyList<string> AdminEmails { get; init; } = [];

    public int? RemovalGraceSeconds { get; init; }

    public bool KeepAccessDuringGrace { get; init; }

    public int? SilentAfterHours { get; init; }

    public bool RecordReads { get; init; }

    /// <summary>The name, or the id of a tenant without one.</summary>
    public string DisplayName => string.IsNullOrEmpty(Name) ? Id.Value : Name;
}

/// <summary>A token of a tenant, without its secret.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is for; null if nobody gave it a name.</param>
/// <param name="Prefix">The beginning of its secret; null if that is not known.</param>
/// <param name="CreatedAt">When it was issued, UTC.</param>
/// <param name="ExpiresAt">When it expires, UTC; null for never.</param>
/// <param name="LastUsedAt">When it was used last, UTC; null if it never was.</param>
public sealed record Token(
    Guid Id, string? Name, string? Prefix, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);

/// <summary>A token that was just issued.</summary>
/// <param name="Token">Its secret.</param>
internal sealed record IssuedToken(string Token);
