using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.EndToEnd.Tests.Clients;
using Scim.Bus.EndToEnd.Tests.Deployments;
using Xunit.Abstractions;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>
/// Many people are moved from one group to another while both groups' settings change. The environment variable <c>SCIMBUS_MOVES</c> says how many: 500 unless it is set.
/// </summary>
[Collection(RealParts.Name)]
public sealed class MoveTests(RabbitMqFixture rabbit, ITestOutputHelper output)
{
    private const int Batch = 250;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly int Users = int.Parse(Environment.GetEnvironmentVariable("SCIMBUS_MOVES") ?? "500", CultureInfo.InvariantCulture);

    /// <summary>What each group may do, one after the other: no name is in both groups' lists.</summary>
    private static readonly string[][] FromSettings = [["jobs.view"], ["jobs.view", "jobs.edit"], ["jobs.edit"]];
    private static readonly string[][] ToSettings = [["offers.view"], ["offers.view", "offers.create"], ["offers.create"]];

    [SkippableFact]
    public async Task I4_whoever_is_moved_has_exactly_one_groups_permissions_at_every_moment()
    {
        await using var deployment = await DistributedDeployment.StartAsync(await rabbit.GetAsync());
        var users = await PushAsync(deployment);
        var from = (await deployment.Scim.PostAsync("Groups", ScimClient.Group("From"))).Expect(HttpStatusCode.Created).Id;
        var to = (await deployment.Scim.PostAsync("Groups", ScimClient.Group("To"))).Expect(HttpStatusCode.Created).Id;
        await deployment.Admin.ConfigureAsync(from, FromSettings[0]);
        await deployment.Admin.ConfigureAsync(to, ToSettings[0]);
        await PatchAsync(deployment, from, users, ids => Add(ids));
        await AllHaveAsync(deployment, from, FromSettings[0]);

        using var over = new CancellationTokenSource();
        var sampled = SampleAsync(deployment, from, to, over.Token);
        var configured = ConfigureAsync(deployment, from, to, over.Token);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await PatchAsync(deployment, to, users, ids => Add(ids));
        await PatchAsync(deployment, from, users, ids => $$"""{"op":"remove","path":"members","value":[{{Values(ids)}}]}""");
        await over.CancelAsync();
        await configured;
        await deployment.Admin.ConfigureAsync(to, ToSettings[2]);
        await AllHaveAsync(deployment, to, ToSettings[2]);
        output.WriteLine($"{Users} users moved in {watch.Elapsed.TotalSeconds:F1} s; {await sampled} accounts were looked at on the way.");
    }

    private static async Task<IReadOnlyList<string>> PushAsync(DistributedDeployment deployment)
    {
        var users = new string[Users];
        await Parallel.ForAsync(0, Users, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            users[i] = (await deployment.Scim.PostAsync("Users", ScimClient.User($"moved{i}@acme.example"))).Expect(HttpStatusCode.Created).Id);
        return users;
    }

    private static async Task PatchAsync(DistributedDeployment deployment, string group, IReadOnlyList<string> users, Func<string[], string> operation)
    {
        foreach (var ids in users.Chunk(Batch))
        {
            var answer = await deployment.Scim.PatchAsync($"Groups/{group}?attributes=displayName", operation(ids));
            answer.Expect(HttpStatusCode.OK);
        }
    }

    private static string Add(string[] ids) => $$"""{"op":"add","path":"members","value":[{{Values(ids)}}]}""";

    private static string Values(string[] ids) => string.Join(',', ids.Select(id => $$"""{"value":"{{id}}"}"""));

    private static async Task ConfigureAsync(DistributedDeployment deployment, string from, string to, CancellationToken over)
    {
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            await deployment.Admin.ConfigureAsync(from, FromSettings[i % FromSettings.Length]);
            await deployment.Admin.ConfigureAsync(to, ToSettings[i % ToSettings.Length]);
            await Task.Delay(TimeSpan.FromMilliseconds(300), CancellationToken.None);
        }
    }

    /// <summary>Looks at all accounts, again and again. Gives how many it looked at.</summary>
    private static async Task<long> SampleAsync(DistributedDeployment deployment, string from, string to, CancellationToken over)
    {
        var looked = 0L;
        while (!over.IsCancellationRequested)
        {
            foreach (var account in await deployment.Admin.ListAsync("accounts"))
            {
                looked++;
                var permissions = Permissions(account);
                var possible = Group(account) == from ? FromSettings : Group(account) == to ? ToSettings : [[]];
                Assert.True(possible.Any(permissions.SequenceEqual), $"Group {Group(account)} with {string.Join(", ", permissions)}: {account.ToJsonString()}");
            }
        }

        return looked;
    }

    private static Task AllHaveAsync(DistributedDeployment deployment, string group, string[] permissions) => Eventually.Be(
        async () =>
        {
            var accounts = await deployment.Admin.ListAsync("accounts");
            var wrong = accounts.Where(account => Group(account) != group || !Permissions(account).SequenceEqual(permissions)).ToList();
            Assert.True(accounts.Count == Users && wrong.Count == 0, $"{wrong.Count} of {accounts.Count} accounts are not right.");
        },
        Patience);

    private static string? Group(JsonObject account) => account["accessGroup"]?["id"]?.GetValue<string>();

    private static IReadOnlyList<string> Permissions(JsonObject account) => [.. account["permissions"]!.AsArray().Select(name => name!.GetValue<string>())];
}
