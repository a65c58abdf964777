using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.EndToEnd.Tests.Deployments;
using Xunit.Abstractions;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>
/// Many people are moved from one group to another while both groups' settings change: 200 in the ordinary run, 10,000 in the full one, or
/// as many as the environment variable <c>SCIMBUS_MOVES</c> says.
/// </summary>
[Trait("Needs", "Processes")]
[Collection(DistributedTests.Name)]
public sealed class MoveTests(RabbitMqFixture rabbit, SharedDistributed shared, ITestOutputHelper output)
{
    private const int Batch = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly int Users = TestSize.Choose("SCIMBUS_MOVES", ordinary: 200, full: 10_000);

    /// <summary>Each group's permissions, one set after another. The two groups have no name in common.</summary>
    private static readonly string[][] FromSettings = [["jobs.view"], ["jobs.view", "jobs.edit"], ["jobs.edit"]];
    private static readonly string[][] ToSettings = [["offers.view"], ["offers.view", "offers.create"], ["offers.create"]];

    [SkippableFact]
    public async Task I4_whoever_is_moved_has_exactly_one_groups_permissions_at_every_moment()
    {
        using var tenant = await TestTenant.CreateAsync(await shared.GetAsync(rabbit));
        var users = await PushAsync(tenant);
        var from = (await tenant.Scim.PostAsync("Groups", ScimClient.Group("From"))).Expect(HttpStatusCode.Created).Id;
        var to = (await tenant.Scim.PostAsync("Groups", ScimClient.Group("To"))).Expect(HttpStatusCode.Created).Id;
        await tenant.Admin.ConfigureAsync(from, FromSettings[0]);
        await tenant.Admin.ConfigureAsync(to, ToSettings[0]);
        await PatchAsync(tenant, from, users, ids => Add(ids));
        await AllHaveAsync(tenant, from, FromSettings[0]);

        using var over = new CancellationTokenSource();
        var sampled = SampleAsync(tenant, from, to, over.Token);
        var configured = ConfigureAsync(tenant, from, to, over.Token);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await PatchAsync(tenant, to, users, ids => Add(ids));
        await PatchAsync(tenant, from, users, ids => $$"""{"op":"remove","path":"members","value":[{{Values(ids)}}]}""");
        await over.CancelAsync();
        await configured;
        await tenant.Admin.ConfigureAsync(to, ToSettings[2]);
        await AllHaveAsync(tenant, to, ToSettings[2]);
        output.WriteLine($"{Users} users moved in {watch.Elapsed.TotalSeconds:F1} s; {await sampled} accounts were looked at on the way.");
    }

    private static async Task<IReadOnlyList<string>> PushAsync(TestTenant tenant)
    {
        var users = new string[Users];
        await Parallel.ForAsync(0, Users, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            users[i] = (await tenant.Scim.PostAsync("Users", ScimClient.User($"moved{i}@acme.example"))).Expect(HttpStatusCode.Created).Id);
        return users;
    }

    private static async Task PatchAsync(TestTenant tenant, string group, IReadOnlyList<string> users, Func<string[], string> operation)
    {
        foreach (var ids in users.Chunk(Batch))
        {
            var answer = await tenant.Scim.PatchAsync($"Groups/{group}?attributes=displayName", operation(ids));
            answer.Expect(HttpStatusCode.OK);
        }
    }

    private static string Add(string[] ids) => $$"""{"op":"add","path":"members","value":[{{Values(ids)}}]}""";

    private static string Values(string[] ids) => string.Join(',', ids.Select(id => $$"""{"value":"{{id}}"}"""));

    private static async Task ConfigureAsync(TestTenant tenant, string from, string to, CancellationToken over)
    {
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            await tenant.Admin.ConfigureAsync(from, FromSettings[i % FromSettings.Length]);
            await tenant.Admin.ConfigureAsync(to, ToSettings[i % ToSettings.Length]);
            await Task.Delay(TimeSpan.FromMilliseconds(300), CancellationToken.None);
        }
    }

    /// <summary>Checks all accounts repeatedly and returns how many checks were made.</summary>
    private static async Task<long> SampleAsync(TestTenant tenant, string from, string to, CancellationToken over)
    {
        var looked = 0L;
        while (!over.IsCancellationRequested)
        {
            foreach (var account in await LookAsync(tenant))
            {
                looked++;
                var permissions = Permissions(account);
                var possible = Group(account) == from ? FromSettings : Group(account) == to ? ToSettings : [[]];
                Assert.True(
                    possible.Any(permissions.SequenceEqual),
                    $"Group {Group(account)} with {string.Join(", ", permissions)}: {account.ToJsonString()}");
            }
        }

        return looked;
    }

    /// <summary>All accounts; none where the answer was 503, as on a very busy machine, where a page may take longer than 5 s.</summary>
    private static async Task<IReadOnlyList<JsonObject>> LookAsync(TestTenant tenant)
    {
        try
        {
            return await tenant.Admin.ListAsync("accounts");
        }
        catch (UnexpectedStatusException e) when (e.Status == HttpStatusCode.ServiceUnavailable)
        {
            return [];
        }
    }

    private static Task AllHaveAsync(TestTenant tenant, string group, string[] permissions) => Eventually.Be(
        async () =>
        {
            var accounts = await tenant.Admin.ListAsync("accounts");
            var wrong = accounts.Where(account => Group(account) != group || !Permissions(account).SequenceEqual(permissions)).ToList();
            Assert.True(accounts.Count == Users && wrong.Count == 0, $"{wrong.Count} of {accounts.Count} accounts are not right.");
        },
        Patience);

    private static string? Group(JsonObject account) => account["accessGroup"]?["id"]?.GetValue<string>();

    private static IReadOnlyList<string> Permissions(JsonObject account) =>
        [.. account["permissions"]!.AsArray().Select(name => name!.GetValue<string>())];
}
