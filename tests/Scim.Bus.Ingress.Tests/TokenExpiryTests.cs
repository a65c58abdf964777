using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Ingress.Tokens;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Admins are told once, two weeks ahead, that a token expires.</summary>
public sealed class TokenExpiryTests(IngressHost host) : IClassFixture<IngressHost>
{
    private IDocumentCollection<TokenRecord> Tokens => host.Services.GetRequiredService<IDocumentCollection<TokenRecord>>();

    [Theory]
    [InlineData(365, 351)]
    [InlineData(29, 15)]
    [InlineData(28, null)]
    [InlineData(1, null)]
    [InlineData(null, null)]
    public async Task A_token_of_a_month_and_longer_has_a_date_for_its_notice(int? days, int? notice)
    {
        using var client = await host.NewTenantAsync();
        var issued = await IssueAsync(client, days);
        Assert.Equal(notice, (int?)(issued.Body.NoticeAt + TimeSpan.FromHours(1) - issued.Body.CreatedAt)?.TotalDays);
        Assert.Equal(issued.Body.NoticeAt, issued.DueAt);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task The_notice_is_sent_once()
    {
        using var client = await host.NewTenantAsync();
        var issued = await IssueAsync(client, 365, "Okta");
        await PassAsync(issued);
        await Eventually.Be(() => Assert.Contains(host.Published.OfType<TokenExpiring>(), message => message.Tenant == client.Tenant));
        await Eventually.Be(async () =>
        {
            var told = await GetAsync(issued.Id);
            Assert.Equal((null, 0, null), (told.Body.NoticeAt, told.Body.Pending.Count, told.DueAt));
        });
        var sent = Assert.Single(host.Published.OfType<TokenExpiring>(), message => message.Tenant == client.Tenant);
        Assert.Equal(("Okta", issued.Body.ExpiresAt), (sent.Name, sent.ExpiresAt));
    }

    [Fact]
    public async Task Nobody_is_told_of_a_token_that_was_revoked()
    {
        using var client = await host.NewTenantAsync();
        var issued = await IssueAsync(client, 365);
        await host.Services.GetRequiredService<TokenStore>().RevokeAsync(client.Tenant, issued.Body.Id, act: null, default);
        var revoked = await GetAsync(issued.Id);
        Assert.Equal((true, null, null), (revoked.Tombstone, revoked.Body.NoticeAt, revoked.DueAt));
    }

    private async Task<Document<TokenRecord>> IssueAsync(TenantClient client, int? days, string? name = null)
    {
        var expiresAt = days is { } count ? TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(count) : (DateTimeOffset?)null;
        var (token, _) = await host.Services.GetRequiredService<TokenStore>().IssueAsync(
            client.Tenant, new TokenTerms(name, expiresAt, Addresses: []), act: null, default);
        return await GetAsync(Convert.ToHexStringLower(token.Hash));
    }

    private async Task<Document<TokenRecord>> GetAsync(string id) => (await Tokens.GetAsync(TenantCollection.Partition, id, default))!;

    /// <summary>Brings the date of the notice forward to a moment ago.</summary>
    private async Task PassAsync(Document<TokenRecord> token)
    {
        var past = TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(1);
        await Tokens.ReplaceAsync(token with { DueAt = past, Body = token.Body with { NoticeAt = past } }, default);
    }
}
