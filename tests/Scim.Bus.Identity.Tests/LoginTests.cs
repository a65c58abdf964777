using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Accounts.Login;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Identity.Tests;

/// <summary>The login question: one identifier lets in one person, and never somebody else.</summary>
public sealed class LoginTests(PinpointHost host) : IClassFixture<PinpointHost>
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_08_a_userName_never_opens_the_account_of_the_person_whose_address_it_is()
    {
        using var tenant = await host.NewTenantAsync(upnLogin: true);
        var bea = await tenant.PushUserAsync("bea.lee", "bea@acme.example");
        await tenant.SagaIsAsync(bea, "InSync");
        var account = Assert.Single(await tenant.AccountsAsync($"userId eq \"{bea}\""))["id"]!.GetValue<string>();

        var refused = await tenant.PushAsync(HttpMethod.Post, "Users", PinpointTenant.User("bea@acme.example", "ada@acme.example"));
        Assert.Equal((409, "uniqueness"), (refused.Status, refused.Body["scimType"]!.GetValue<string>()));
        Assert.Equal(account, await tenant.LetsInAsync("BEA@acme.example "));
        Assert.Equal(account, await tenant.LetsInAsync("Bea.Lee"));
        Assert.Null(await tenant.LetsInAsync("ada@acme.example"));
    }

    [Fact]
    public async Task Case_08_two_active_accounts_with_an_identifier_let_nobody_in()
    {
        using var tenant = await host.NewTenantAsync(upnLogin: true);
        await tenant.CreateAccountAsync("bea@acme.example");
        // No request can do this: the second account is written past the unique keys.
        var id = TenantId.Parse(tenant.Id, null);
        var collection = host.Services.GetRequiredService<IDocumentStore>().Open(AccountCollections.Accounts with { UniqueKeys = _ => [] });
        var ada = Account("ada@acme.example", "Bea@acme.example", active: true) with { Tenant = id };
        var stored = new Document<AccountRecord> { Tenant = id, Id = ada.Id.ToString(), Body = ada };
        Assert.Equal(WriteOutcome.Done, (await collection.InsertAsync(stored, default)).Outcome);

        var answer = await tenant.LoginAsync("bea@acme.example");
        Assert.Equal(
            (false, null, "More than one active account has this identifier."),
            (answer["allowed"]!.GetValue<bool>(), answer["accountId"]?.GetValue<string>(), answer["reason"]!.GetValue<string>()));
        Assert.Equal(ada.Id.ToString(), await tenant.LetsInAsync("ada@acme.example"));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_08_a_UPN_lets_in_where_the_tenant_allows_it_and_hides_no_account_where_not()
    {
        using var tenant = await host.NewTenantAsync();
        var ada = await tenant.CreateAccountAsync("ada@acme.example", "jobs@acme.example");
        var leaver = await tenant.CreateAccountAsync("jobs@acme.example", active: false);
        var refused = await tenant.LoginAsync("JOBS@acme.example");
        Assert.Equal(
            (false, leaver, "The account is inactive."),
            (refused["allowed"]!.GetValue<bool>(), refused["accountId"]!.GetValue<string>(), refused["reason"]!.GetValue<string>()));

        await tenant.AdminAsync(HttpMethod.Patch, $"/api/tenants/{tenant.Id}", new() { ["upnLogin"] = true });
        await Eventually.Be(async () => Assert.Equal(ada, await tenant.LetsInAsync("JOBS@acme.example")));
    }

    [Fact]
    public void Case_08_inactive_accounts_let_nobody_in_however_many_they_are()
    {
        var leaver = Account("jobs@acme.example", null, active: false);
        var one = LoginDecision.Decide([leaver], byUpn: false);
        Assert.Equal((false, leaver.Id, "The account is inactive."), (one.Allowed, one.AccountId!.Value, one.Reason));
        var two = LoginDecision.Decide([leaver, Account("Jobs@acme.example", null, active: false)], byUpn: false);
        Assert.Equal((false, null, "The accounts with this identifier are inactive."), (two.Allowed, two.AccountId, two.Reason));
    }

    private static AccountRecord Account(string workEmail, string? upn, bool active) => new()
    {
        Id = new AccountId(Guid.CreateVersion7()),
        Tenant = TenantId.Parse("acme", null),
        Origin = AccountOrigin.Manual,
        Version = 1,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Attributes = new AccountAttributes { WorkEmail = workEmail, Upn = upn },
        Active = active,
    };
}
