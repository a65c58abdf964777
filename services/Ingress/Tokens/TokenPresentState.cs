using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>Says again that a token expires.</summary>
internal sealed class TokenPresentState(TimeProvider time) : IPresentState<TokenRecord>
{
    public Task<IReadOnlyList<PendingMessage>> DescribeAsync(
        TokenRecord body, PendingMessage discarded, CancellationToken cancellationToken) => body.ExpiresAt is null
        ? throw new NoPresentStateException("The token does not expire, so there is nothing to say of it.")
        : Task.FromResult<IReadOnlyList<PendingMessage>>([TokenExpiry.Message(body, time.GetUtcNow())]);
}
