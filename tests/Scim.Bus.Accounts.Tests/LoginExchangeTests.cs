using System.Text.Json.Nodes;
using Scim.Bus.Contracts;

namespace Scim.Bus.Accounts.Tests;

/// <summary>People whose addresses or userNames are exchanged among them, while every order of the commands meets a taken one.</summary>
public sealed class LoginExchangeTests
{
    private static readonly UserId[] People = [.. Enumerable.Range(0, 3).Select(_ => new UserId(Guid.NewGuid()))];

    [Theory]
    [InlineData("b", "a")]
    [InlineData("b", "c", "a")]
    [InlineData("c", "a", "b")]
    [Trait("Takes", "Seconds")]
    public async Task Addresses_are_exchanged(params string[] after)
    {
        await using var host = await AccountsHost.StartAsync();
        await ApplyAsync(host, generation: 1, email: ["a", "b", "c"], userName: ["u0", "u1", "u2"]);

        await ApplyAsync(host, generation: 2, email: after, userName: ["u0", "u1", "u2"]);
        // All but the last were refused, and the last has completed the exchange: Provisioning repeats what was refused.
        Assert.Equal(after[^1], Local(await AccountAsync(host, after.Length - 1), "workEmail"));
        await ApplyAsync(host, generation: 2, email: after, userName: ["u0", "u1", "u2"], backwards: true);

        for (var i = 0; i < after.Length; i++)
            Assert.Equal((after[i], $"u{i}"), (Local(await AccountAsync(host, i), "workEmail"), Local(await AccountAsync(host, i), "upn")));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task An_address_and_a_userName_are_exchanged()
    {
        await using var host = await AccountsHost.StartAsync();
        await ApplyAsync(host, generation: 1, email: ["a", "b"], userName: ["a", "b"]);
        await ApplyAsync(host, generation: 2, email: ["b", "a"], userName: ["b", "a"]);
        await ApplyAsync(host, generation: 2, email: ["b", "a"], userName: ["b", "a"]);
        Assert.Equal(("b", "b"), (Local(await AccountAsync(host, 0), "workEmail"), Local(await AccountAsync(host, 0), "upn")));
        Assert.Equal(("a", "a"), (Local(await AccountAsync(host, 1), "workEmail"), Local(await AccountAsync(host, 1), "upn")));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Whoever_waits_for_somebody_outside_keeps_a_working_login()
    {
        await using var host = await AccountsHost.StartAsync();
        await host.CreateAsync(new() { ["workEmail"] = "manual@acme.example", ["upn"] = "held@acme.example" });
        await ApplyAsync(host, generation: 1, email: ["a", "b"], userName: ["u0", "u1"]);

        // The second waits for an account made by hand, the first for the second.
        for (var attempt = 0; attempt < 3; attempt++)
            await ApplyAsync(host, generation: 2, email: ["b", "held"], userName: ["u0", "u1"]);

        Assert.Equal("a", Local(await AccountAsync(host, 0), "workEmail"));
        Assert.Equal("b", Local(await AccountAsync(host, 1), "workEmail"));
        foreach (var name in (string[])["a", "b"])
            Assert.True((bool)(await host.GetAsync($"login?identifier={name}@acme.example"))["allowed"]!);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Whoever_is_not_refused_gives_nothing_up()
    {
        await using var host = await AccountsHost.StartAsync();
        await ApplyAsync(host, generation: 1, email: ["a", "b"], userName: ["u0", "u1"]);
        await ApplyAsync(host, generation: 2, email: ["b"], userName: ["u0"]);
        await ApplyAsync(host, generation: 2, email: ["b"], userName: ["u0"]);
        Assert.Equal("a", Local(await AccountAsync(host, 0), "workEmail"));
        Assert.Equal("b", Local(await AccountAsync(host, 1), "workEmail"));
    }

    /// <summary>Sends everybody's command in turn.</summary>
    private static async Task ApplyAsync(
        AccountsHost host, long generation, string[] email, string[] userName, bool backwards = false)
    {
        var people = Enumerable.Range(0, email.Length);
        foreach (var i in backwards ? people.Reverse() : people)
        {
            var profile = new UserProfile { UserName = $"{userName[i]}@acme.example", WorkEmail = $"{email[i]}@acme.example" };
            await host.PublishAsync(Sample.Command(profile, generation) with { User = People[i] });
        }
    }

    private static async Task<JsonObject> AccountAsync(AccountsHost host, int person) =>
        await host.GetAsync($"accounts/{People[person]}");

    private static string? Local(JsonObject account, string field) => ((string?)account[field])?.Split('@')[0];
}
