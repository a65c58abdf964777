using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>Tells admins two weeks ahead that a token expires.</summary>
internal sealed class TokenExpiry(Outbox<TokenRecord> tokens, TimeProvider time) : IScheduledWork<TokenRecord>
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(14);

    /// <summary>
    /// When to tell of a token, on the outbox's clock; null for never. Who issues a token for a few weeks knows that it is for a few weeks.
    /// </summary>
    public static DateTimeOffset? NoticeAt(DateTimeOffset? expiresAt, DateTimeOffset now) =>
        expiresAt - now > 2 * Ahead ? expiresAt - Ahead : null;

    /// <summary>The message about a token.</summary>
    public static PendingMessage Message(TokenRecord token, DateTimeOffset now) => PendingMessage.Create(
        new TokenExpiring
        {
            Tenant = token.Tenant,
            Token = token.Id,
            Name = token.Name ?? token.Prefix ?? $"{token.Id}",
            ExpiresAt = token.ExpiresAt!.Value,
        },
        MessageIds.Create($"{nameof(TokenExpiring)}/{token.Id}"),
        now);

    public async Task ExecuteAsync(Document<TokenRecord> document, CancellationToken cancellationToken)
    {
        var result = await tokens.ChangeAsync(document, Tell, cancellationToken);
        result.EnsureDone($"Token {document.Body.Id}");
    }

    private Document<TokenRecord> Tell(Document<TokenRecord> document)
    {
        var token = document.Body;
        if (token.NoticeAt is null)
            return document;
        var told = token with { NoticeAt = null };
        if (!document.Tombstone)
            told = told with { Pending = [.. told.Pending, Message(token, time.GetUtcNow())] };
        return document with { Body = told };
    }
}
