using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Scim.Bus.Access.Tests.Hosts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;

namespace Scim.Bus.Access.Tests.Audit;

/// <summary>An act and its entry are one write: a store that fails shows neither or both. What can't be recorded is not answered.</summary>
public sealed class OneCommitTests : IAsyncLifetime
{
    private const string Tokens = "/api/tenants/acme/tokens";
    private FailingStore _store = null!;
    private Host _host = null!;

    public async Task InitializeAsync() => _host = await Host.StartAsync("ingress", [Service.Ingress], add: builder =>
        builder.Services.AddSingleton<IDocumentStore>(provider =>
            _store = new FailingStore(new SqliteDocumentStore(provider.GetRequiredService<IOptions<DocumentStoreOptions>>()))));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    [Trait("Takes", "Seconds")]
    public async Task A_store_that_fails_shows_neither_the_act_nor_its_entry_or_both(bool isLate, int expected)
    {
        (_store.Collection, _store.IsLate) = ("tokens", isLate);
        (await _host.SendAsync(HttpMethod.Post, Tokens, Host.AdminKey, new JsonObject { ["name"] = "Okta" })).Expect(503);
        _store.Collection = null;
        var tokens = (await _host.GetAsync($"{Tokens}?filter={Uri.EscapeDataString("name eq \"Okta\"")}", Host.AdminKey)).Expect(200).Body;
        Assert.Equal(expected, tokens["items"]!.AsArray().Count);
        // Nobody relays what this process does not know to be stored: its lease is over in ten seconds.
        await Eventually.Be(async () => Assert.Equal(expected, (await _host.AuditAsync("action eq \"token.issue\"")).Count));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task While_the_log_is_away_an_act_of_a_document_is_done_and_recorded_later()
    {
        _store.Collection = "audit";
        (await _host.SendAsync(HttpMethod.Post, Tokens, Host.AdminKey, new JsonObject { ["name"] = "Okta" })).Expect(201);
        _store.Collection = null;
        var entry = await _host.AuditOfAsync("action eq \"token.issue\"");
        Assert.Equal("Okta", (string?)entry["after"]!["name"]);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task While_the_log_is_away_what_it_must_have_before_the_answer_is_answered_with_503()
    {
        var message = new Outbox.UnpublishableMessage
        {
            Service = "ingress",
            Collection = "tenants",
            Tenant = Contracts.TenantId.Parse("scim-bus", null),
            DocumentId = "acme",
            Message = Outbox.PendingMessage.Create("text", Guid.NewGuid(), DateTimeOffset.UtcNow) with { Type = "Of.Another.Version" },
            Reason = "It is of another version.",
        };
        await _host.Services.GetRequiredService<Outbox.IUnpublishableMessages>().TryKeepAsync(message, default);
        var id = (string)(await _host.GetAsync("/api/errors", Host.AdminKey)).Expect(200).Body["items"]![0]!["id"]!;

        _store.Collection = "audit";
        (await _host.GetAsync("/api/audit/export", Host.AdminKey)).ExpectProblem(503, "The store can't be reached");
        (await _host.SendAsync(HttpMethod.Patch, "/api/tenants/acme", Host.AdminKey, new JsonObject { ["name"] = "acme" })).Expect(503);
        (await _host.SendAsync(HttpMethod.Patch, "/api/tenants/acme", Host.AdminKey, new JsonObject { ["unknown"] = 1 })).Expect(503);
        (await _host.SendAsync(HttpMethod.Delete, $"/api/errors/{id}", Host.AdminKey)).Expect(503);
        _store.Collection = null;
        // It was not discarded.
        Assert.Single((await _host.GetAsync("/api/errors", Host.AdminKey)).Expect(200).Body["items"]!.AsArray());
        Assert.Empty(await _host.AuditAsync());
    }
}
