using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Ingress.Tokens;

namespace Scim.Bus.Ingress.Bootstrapping;

/// <summary>The tenant <c>demo</c> for trying out the product.</summary>
public sealed class DemoTenant
{
    private static readonly TenantId Id = TenantId.Parse("demo", null);
    private static readonly TimeSpan LaterTokensExpireAfter = TimeSpan.FromDays(1);

    private readonly TenantStore _tenants;
    private readonly TokenStore _tokens;
    private readonly TimeProvider _time;

    internal DemoTenant(TenantStore tenants, TokenStore tokens, TimeProvider time) => (_tenants, _tokens, _time) = (tenants, tokens, time);

    /// <summary>
    /// Creates the tenant if it does not exist, and issues a token. The first token does not expire, so that an identity provider can use
    /// it. It cannot be shown again, because only its hash is stored; each later start issues another token, which expires after a day.
    /// </summary>
    public async Task<(TenantId Tenant, string Token)> OpenAsync(CancellationToken cancellationToken)
    {
        var isNew = await _tenants.TryCreateAsync(Id, new TenantSettings { Name = "Demo" }, act: null, cancellationToken);
        await RemoveExpiredAsync(cancellationToken);
        var expiresAt = isNew ? (DateTimeOffset?)null : _time.GetUtcNow() + LaterTokensExpireAfter;
        var (_, secret) = await _tokens.IssueAsync(
            Id, new TokenTerms("Shown at the start", expiresAt, Addresses: []), act: null, cancellationToken);
        return (Id, secret);
    }

    private async Task RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = TenantCollection.Partition, Filter = TokenStore.FilterByTenant(Id), Limit = 100 };
        await foreach (var token in _tokens.Documents.StreamAsync(query, cancellationToken))
        {
            if (token.Body.ExpiresAt <= _time.GetUtcNow())
                await _tokens.Documents.DeleteAsync(token, cancellationToken);
        }
    }
}
