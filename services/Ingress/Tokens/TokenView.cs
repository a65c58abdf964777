namespace Scim.Bus.Ingress.Tokens;

/// <summary>A token as the admin API shows it.</summary>
internal record TokenView
{
    public required Guid Id { get; init; }

    public string? Name { get; init; }

    /// <summary>The beginning of the secret; null for a secret that was not created here.</summary>
    public string? Prefix { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public required IReadOnlyList<string> Addresses { get; init; }

    public static TokenView From(TokenRecord token) => new()
    {
        Id = token.Id,
        Name = token.Name,
        Prefix = token.Prefix,
        CreatedAt = token.CreatedAt,
        ExpiresAt = token.ExpiresAt,
        LastUsedAt = token.LastUsedAt,
        Addresses = token.Addresses,
    };
}
