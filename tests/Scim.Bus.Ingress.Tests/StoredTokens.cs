using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Ingress.Tokens;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Changes tokens at the store, as time does.</summary>
internal static class StoredTokens
{
    /// <summary>Changes the only token of a tenant that is one of those.</summary>
    public static async Task ChangeTokenAsync(
        this IngressHost host, TenantClient client, Predicate<TokenRecord> isOne, Func<TokenRecord, TokenRecord> change)
    {
        var tokens = host.Services.GetRequiredService<IDocumentCollection<TokenRecord>>();
        var query = new DocumentQuery
        {
            Tenant = TenantCollection.Partition,
            Filter = TokenStore.FilterByTenant(client.Tenant),
            Limit = 10,
        };
        var token = Assert.Single(await tokens.QueryAsync(query, default), token => isOne(token.Body));
        Assert.NotNull((await tokens.ReplaceAsync(token with { Body = change(token.Body) }, default)).Document);
    }
}
