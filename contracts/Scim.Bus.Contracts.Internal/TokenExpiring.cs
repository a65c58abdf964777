namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Ingress to Notifications: a token of an identity provider expires soon. Unless it is replaced, all pushes with it will be refused.
/// </summary>
public sealed record TokenExpiring : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    /// <summary>Id of the token, which is no secret.</summary>
    public required Guid Token { get; init; }

    /// <summary>What admins know the token by: its name, or the beginning of its secret.</summary>
    public required string Name { get; init; }

    /// <summary>When it expires, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
