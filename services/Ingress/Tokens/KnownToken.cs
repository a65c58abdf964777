using Scim.Bus.Ingress.Tenants;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>A token that was read from the store, with what a request needs of it.</summary>
/// <param name="Token">The token.</param>
/// <param name="Tenant">The tenant that it belongs to.</param>
/// <param name="Addresses">From where it may be used.</param>
/// <param name="ReadAt">Timestamp of the read: a clock that goes back does not keep a revoked token valid.</param>
internal sealed record KnownToken(TokenRecord Token, TenantRecord Tenant, AddressRanges Addresses, long ReadAt)
{
    /// <summary>The token as the request log has it.</summary>
    public SentToken Sent { get; } = SentToken.From(Token);

    public bool IsValid(DateTimeOffset now) => Token.IsValid(now);
}
