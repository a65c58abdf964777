using System.Text.Json.Nodes;
using Scim.Protocol.Errors;

namespace Scim.Bus.Identity.Tests;

/// <summary>Who is who among accounts that an admin makes and edits by hand.</summary>
public sealed class ManualAccountTests(PinpointHost host) : IClassFixture<PinpointHost>
{
    [Theory]
    [InlineData("ann@acme.example", "ANN@acme.example ")]
    [InlineData("jos\u00E9@acme.example", "jose\u0301@acme.example")]
    [InlineData("ann@m\u00FCnchen.example", "ann@xn--mnchen-3ya.example")]
    public async Task Case_10_spellings_of_one_identifier_belong_to_one_account(string first, string second)
    {
        using var tenant = await host.NewTenantAsync();
        var ann = await tenant.CreateAccountAsync(first, "ann.upn");
        var bea = await tenant.CreateAccountAsync("bea@acme.example");

        foreach (var (email, upn) in new (string, string?)[] { (second, null), ("x@acme.example", second), ("y@acme.example", " Ann.UPN") })
            Assert.Equal(409, (await tenant.AdminAsync(HttpMethod.Post, "accounts", PinpointTenant.Account(email, upn))).Status);
        foreach (var (field, value) in new[] { ("workEmail", second), ("upn", second), ("upn", "ann.UPN ") })
        {
            var edit = new JsonObject { [field] = value };
            Assert.Equal(409, (await tenant.AdminAsync(HttpMethod.Patch, $"accounts/{bea}", edit)).Status);
        }

        Assert.Equal(ann, Assert.Single(await tenant.AccountsAsync($"workEmail eq \"{second}\""))["id"]!.GetValue<string>());
        Assert.Equal(ann, await tenant.LetsInAsync(second));
        Assert.Equal(ann, Assert.Single(await tenant.AccountsAsync("upn eq \" ANN.UPN\""))["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Case_09_a_blank_work_email_is_none(string blank)
    {
        using var tenant = await host.NewTenantAsync();
        var refused = await tenant.AdminAsync(HttpMethod.Post, "accounts", PinpointTenant.Account(blank));
        Assert.Equal(
            (400, "'workEmail' is required: an e-mail address such as 'ann@example.com'."),
            (refused.Status, refused.Body["detail"]!.GetValue<string>()));

        // Two accounts with a blank UPN do not have the same one, and two whose address was cleared do not either.
        foreach (var email in (string[])["ann@acme.example", "bea@acme.example"])
        {
            var account = await tenant.CreateAccountAsync(email, blank);
            var (status, edited) = await tenant.AdminAsync(
                HttpMethod.Patch, $"accounts/{account}", new JsonObject { ["workEmail"] = blank, ["upn"] = blank });
            Assert.Equal((200, null, null), (status, edited["workEmail"]?.GetValue<string>(), edited["upn"]?.GetValue<string>()));
        }

        Assert.Equal(400, (await tenant.AdminAsync(HttpMethod.Get, $"login?identifier={Uri.EscapeDataString(blank)}")).Status);
    }

    [Theory]
    [InlineData("anything")]
    [InlineData("a@b.example\r\nBcc: x@y.example")]
    [InlineData("ann@acme.example, bea@acme.example")]
    public async Task Case_13_what_is_no_address_is_refused_by_name(string address)
    {
        using var tenant = await host.NewTenantAsync();
        var ann = await tenant.CreateAccountAsync("ann@acme.example");
        var created = await tenant.AdminAsync(HttpMethod.Post, "accounts", PinpointTenant.Account(address));
        var edited = await tenant.AdminAsync(HttpMethod.Patch, $"accounts/{ann}", new JsonObject { ["workEmail"] = address });
        foreach (var (status, body) in new[] { created, edited })
        {
            Assert.Equal(
                (400, $"'workEmail' is '{Shown.Text(address)}', which is not an e-mail address such as 'ann@example.com'."),
                (status, body["detail"]!.GetValue<string>()));
        }
    }

    [Theory]
    [InlineData("ann+jobs@acme.example")]
    [InlineData("o'brien@acme.example")]
    [InlineData("ann/hr@acme.example")]
    [Trait("Takes", "Seconds")]
    public async Task Case_13_unusual_addresses_pass(string address)
    {
        using var tenant = await host.NewTenantAsync();
        var ann = await tenant.CreateAccountAsync(address);
        Assert.Equal(ann, await tenant.LetsInAsync(address));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_08_a_UPN_and_a_work_email_are_one_space_of_identifiers()
    {
        using var tenant = await host.NewTenantAsync();
        await tenant.CreateAccountAsync("ann@acme.example", "ann.upn@acme.example");
        foreach (var (email, upn) in new (string, string?)[] { ("ANN.upn@acme.example", null), ("bea@acme.example", "Ann@acme.example") })
            Assert.Equal(409, (await tenant.AdminAsync(HttpMethod.Post, "accounts", PinpointTenant.Account(email, upn))).Status);
    }

    [Fact]
    public async Task Case_08_an_inactive_account_holds_nothing_and_cannot_be_activated_into_a_taken_identifier()
    {
        using var tenant = await host.NewTenantAsync();
        var ann = await tenant.CreateAccountAsync("jobs@acme.example", active: false);
        var bea = await tenant.CreateAccountAsync("jobs@acme.example");
        Assert.Equal(bea, await tenant.LetsInAsync("jobs@acme.example"));

        var refused = await tenant.AdminAsync(HttpMethod.Patch, $"accounts/{ann}", new JsonObject { ["active"] = true });
        Assert.Equal(409, refused.Status);
        Assert.Equal(200, (await tenant.AdminAsync(HttpMethod.Patch, $"accounts/{bea}", new JsonObject { ["active"] = false })).Status);
        Assert.Null(await tenant.LetsInAsync("jobs@acme.example"));
        Assert.Equal(200, (await tenant.AdminAsync(HttpMethod.Patch, $"accounts/{ann}", new JsonObject { ["active"] = true })).Status);
        Assert.Equal(ann, await tenant.LetsInAsync("jobs@acme.example"));
    }

    [Fact]
    public async Task Case_35_a_refused_edit_names_the_value_and_links_to_the_account_that_has_it()
    {
        using var tenant = await host.NewTenantAsync();
        var ann = await tenant.CreateAccountAsync("ann@acme.example", "ann.upn");
        var bea = await tenant.CreateAccountAsync("bea@acme.example");
        foreach (var (field, value, name) in new[] { ("workEmail", "Ann@acme.example", "Work e-mail"), ("upn", "ANN.upn", "UPN") })
        {
            var (status, problem) = await tenant.AdminAsync(HttpMethod.Patch, $"accounts/{bea}", new JsonObject { [field] = value });
            Assert.Equal(
                (409, $"{name} {value} already belongs to account {ann}.", $"/api/tenants/{tenant.Id}/accounts/{ann}"),
                (status, problem["detail"]!.GetValue<string>(), problem["conflictsWith"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task Case_08_one_of_many_concurrent_accounts_with_an_identifier_is_made()
    {
        using var tenant = await host.NewTenantAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => tenant.AdminAsync(HttpMethod.Post, "accounts", i % 2 == 0
            ? PinpointTenant.Account("same@acme.example")
            : PinpointTenant.Account($"own{i}@acme.example", "SAME@acme.example"))));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Equal(409, answer.Status));
    }
}
