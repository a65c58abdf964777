using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;

namespace Scim.Bus.Accounts.Tests;

/// <summary>What an admin reads when Accounts refuses a work e-mail or a UPN that another account has.</summary>
public sealed class DuplicateValueTests
{
    [Theory]
    [InlineData("workEmail", "ann@acme.example", "Work e-mail")]
    [InlineData("upn", "ann.upn", "UPN")]
    [Trait("Takes", "Seconds")]
    public async Task A_refused_edit_names_the_value_and_the_account_that_has_it(string field, string value, string name)
    {
        await using var host = await AccountsHost.StartAsync();
        var ann = await host.CreateAsync(new()
        {
            ["workEmail"] = "ann@acme.example",
            ["upn"] = "ann.upn",
            ["firstName"] = "Ann",
            ["lastName"] = "Lee",
        });
        var kim = await host.CreateAsync(new() { ["workEmail"] = "kim@acme.example" });

        using var response = await host.EditAsync(kim, new() { [field] = value });
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal($"{name} {value} already belongs to account {ann} (Ann Lee).", (string?)problem!["detail"]);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task I8_the_reason_of_a_refused_command_names_the_other_account_by_its_id_only()
    {
        await using var host = await AccountsHost.StartAsync();
        var ann = await host.CreateAsync(new() { ["workEmail"] = "ann@acme.example", ["upn"] = "ann.upn" });

        await host.PublishAsync(Sample.Command(new UserProfile { UserName = "ann.upn", WorkEmail = "kim@acme.example" }));
        await Eventually.Be(() => Assert.NotEmpty(host.Refusals));
        Assert.All(host.Refusals, refusal => Assert.Equal($"The user's UPN already belongs to another account: {ann}.", refusal.Reason));
    }
}
