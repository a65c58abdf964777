using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tokens;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>A tenant for whoever tries the product out, with a token to be shown to them.</summary>
public sealed class DemoTenant
{
    private static readonly TenantId Id = TenantId.Parse("demo", null);
    private static readonly TimeSpan LaterTokensLive = TimeSpan.FromDays(1);

    private readonly TenantStore _tenants;
    private readonly TokenStore _tokens;
    private readonly TimeProvider _time;

    internal DemoTenant(TenantStore tenants, TokenStore tokens, TimeProvider time) => (_tenants, _tokens, _time) = (tenants, tokens, time);

    /// <summary>
    /// Makes the tenant if it is not there, and a token for it. The first lives on, so that an identity provider can be connected with it; as only its
    /// hash is kept, later starts have to make others, which live for a day.
    /// </summary>
    public async Task<(TenantId Tenant, string Token)> OpenAsync(CancellationToken cancellationToken)
    {
        var isNew = await _tenants.TryCreateAsync(Id, new TenantSettings { Name = "Demo" }, cancellationToken);
        await RemoveExpiredAsync(cancellationToken);
        var (_, secret) = await _tokens.IssueAsync(Id, isNew ? null : _time.GetUtcNow() + LaterTokensLive, cancellationToken);
        return (Id, secret);
    }

    private async Task RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = TenantCollections.Partition, Filter = TokenStore.OfTenant(Id), Limit = 100 };
        await foreach (var token in _tokens.Documents.StreamAsync(query, cancellationToken))
        {
            if (token.Body.ExpiresAt <= _time.GetUtcNow())
                await _tokens.Documents.DeleteAsync(token, cancellationToken);
        }
    }
}
