using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>The token that a request came with, without its secret: a good one, or one that was.</summary>
/// <param name="Id">Id of the token.</param>
/// <param name="Name">Its name, or the beginning of its secret that may be shown; null if it has neither.</param>
/// <param name="Tenant">The tenant that it belongs to.</param>
/// <param name="State">Why it is not good: one of <see cref="TokenState"/>; null if it is.</param>
internal sealed record SentToken(Guid Id, string? Name, TenantId Tenant, string? State)
{
    public static SentToken From(TokenRecord token, string? state = null) => new(token.Id, token.Name ?? token.Prefix, token.Tenant, state);
}

/// <summary>Why a known token does not authenticate a request.</summary>
internal static class TokenState
{
    public const string Expired = "expired";

    public const string Revoked = "revoked";

    /// <summary>It was used from an address outside its ranges.</summary>
    public const string Address = "address";
}
