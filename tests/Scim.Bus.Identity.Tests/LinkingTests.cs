using System.Text.Json.Nodes;

namespace Scim.Bus.Identity.Tests;

/// <summary>Pushed people meet accounts that were made by hand, and accounts of people who left.</summary>
public sealed class LinkingTests(PinpointHost host) : IClassFixture<PinpointHost>
{
    [Theory]
    [InlineData("pat@acme.example", "pat@acme.example ")]
    [InlineData("PAT@acme.example", " pat@acme.example")]
    [InlineData("jos\u00E9@acme.example", "jose\u0301@acme.example")]
    [InlineData("ann@m\u00FCnchen.example", "ann@xn--mnchen-3ya.example")]
    [Trait("Takes", "Seconds")]
    public async Task Case_10_a_manual_account_is_linked_whatever_the_spelling(string byHand, string pushed)
    {
        using var tenant = await host.NewTenantAsync();
        var account = await tenant.CreateAccountAsync(byHand);
        var user = await tenant.PushUserAsync("pat.upn", pushed);
        await tenant.SagaIsAsync(user, "InSync");
        var linked = Assert.Single(await tenant.AccountsAsync($"userId eq \"{user}\""));
        Assert.Equal((account, pushed.Trim()), (linked["id"]!.GetValue<string>(), linked["workEmail"]!.GetValue<string>()));
        Assert.Single(await tenant.AccountsAsync($"workEmail eq \"{byHand}\""));
        Assert.Equal(account, await tenant.LetsInAsync(byHand));
    }

    [Theory]
    [InlineData("Boss@acme.example ", "ada@acme.example")]
    [InlineData("BOSS.upn@acme.example", "ada@acme.example")]
    [InlineData("ada", "boss.UPN@acme.example")]
    [Trait("Takes", "Seconds")]
    public async Task Case_08_a_newcomer_with_the_login_of_a_manual_account_faults_and_its_holder_keeps_it(
        string userName, string workEmail)
    {
        using var tenant = await host.NewTenantAsync(upnLogin: true);
        var boss = await tenant.CreateAccountAsync("boss@acme.example", "boss.upn@acme.example");
        var before = (await tenant.AccountAsync(boss)).ToJsonString();
        var ada = await tenant.PushUserAsync(userName, workEmail);

        var saga = await tenant.SagaIsAsync(ada, "Faulted");
        Assert.Contains(boss, saga["fault"]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(before, (await tenant.AccountAsync(boss)).ToJsonString());
        Assert.Empty(await tenant.AccountsAsync($"userId eq \"{ada}\""));
        Assert.Equal(boss, await tenant.LetsInAsync("boss@acme.example"));
        Assert.Equal(boss, await tenant.LetsInAsync("boss.upn@acme.example"));
        Assert.Null(await tenant.LetsInAsync("ada@acme.example"));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_08_a_newcomer_cannot_link_one_manual_account_and_take_the_login_of_another()
    {
        using var tenant = await host.NewTenantAsync(upnLogin: true);
        var (ada, boss) = (await tenant.CreateAccountAsync("ada@acme.example"), await tenant.CreateAccountAsync("boss@acme.example"));
        var user = await tenant.PushUserAsync("boss@acme.example", "ada@acme.example");
        await tenant.SagaIsAsync(user, "Faulted");
        Assert.Equal(ada, await tenant.LetsInAsync("ada@acme.example"));
        Assert.Equal(boss, await tenant.LetsInAsync("boss@acme.example"));
        Assert.Empty(await tenant.AccountsAsync($"userId eq \"{user}\""));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_08_somebody_who_takes_the_login_of_a_manual_account_later_faults()
    {
        using var tenant = await host.NewTenantAsync(upnLogin: true);
        var boss = await tenant.CreateAccountAsync("boss@acme.example");
        var ada = await tenant.PushUserAsync("ada", "ada@acme.example");
        await tenant.SagaIsAsync(ada, "InSync");

        await tenant.PatchUserAsync(ada, "userName", "boss@acme.example");
        await tenant.SagaIsAsync(ada, "Faulted");
        Assert.Equal(boss, await tenant.LetsInAsync("boss@acme.example"));
        await tenant.PatchUserAsync(ada, "userName", "ada.lee");
        await tenant.SagaIsAsync(ada, "InSync");
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_08_a_successor_has_the_leavers_address_and_the_leaver_cannot_come_back_to_it()
    {
        using var tenant = await host.NewTenantAsync(upnLogin: true);
        var ann = await tenant.PushUserAsync("ann.lee", "jobs@acme.example");
        await tenant.SagaIsAsync(ann, "InSync");
        await tenant.PatchUserAsync(ann, "active", false);
        // Pushed at once: the account of the leaver may be deactivated later than the successor's is made.
        var bob = await tenant.PushUserAsync("bob", "Jobs@acme.example");
        await tenant.SagaIsAsync(bob, "InSync");

        var account = Assert.Single(await tenant.AccountsAsync($"userId eq \"{bob}\""))["id"]!.GetValue<string>();
        Assert.Equal(account, await tenant.LetsInAsync("jobs@acme.example"));
        Assert.Null(await tenant.LetsInAsync("ann.lee"));
        Assert.Equal(409, (await tenant.PushAsync(HttpMethod.Patch, $"Users/{ann}", PinpointTenant.Patch("active", true))).Status);
        Assert.Equal(account, await tenant.LetsInAsync("jobs@acme.example"));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_08_a_leaver_whose_login_a_manual_account_has_faults_when_let_in_again()
    {
        using var tenant = await host.NewTenantAsync();
        var ann = await tenant.PushUserAsync("ann.lee", "jobs@acme.example");
        await tenant.SagaIsAsync(ann, "InSync");
        await tenant.PatchUserAsync(ann, "active", false);
        await Eventually.Be(async () => Assert.Null(await tenant.LetsInAsync("jobs@acme.example")));
        var manual = await tenant.CreateAccountAsync("jobs@acme.example");

        await tenant.PatchUserAsync(ann, "active", true);
        var saga = await tenant.SagaIsAsync(ann, "Faulted");
        Assert.Equal(
            $"The user's work e-mail already belongs to another account: {manual}.", saga["fault"]!["reason"]!.GetValue<string>());
        Assert.Equal(manual, await tenant.LetsInAsync("jobs@acme.example"));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_11_a_sync_sees_the_account_that_would_be_linked_whatever_the_spelling()
    {
        using var tenant = await host.NewTenantAsync(automaticSync: false);
        await tenant.CreateAccountAsync("JOS\u00C9@m\u00FCnchen.example");
        await tenant.CreateAccountAsync("jos\u00E9@m\u00FCnchen.example", active: false);
        var user = await tenant.PushUserAsync("jose.upn", "jose\u0301@xn--mnchen-3ya.example");
        var (status, plan) = await tenant.AdminAsync(HttpMethod.Post, "sync", new JsonObject { ["dryRun"] = true });
        Assert.Equal(200, status);
        Assert.Empty(plan["create"]!.AsArray());
        Assert.Equal(user, Assert.Single(plan["change"]!.AsArray())!["userId"]!.GetValue<string>());
    }
}
