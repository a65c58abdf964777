using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.Soak.Tests.Sites;

namespace Scim.Bus.Soak.Tests;

/// <summary>
/// One PATCH adds 120 people while Provisioning is down; it is started while the broker blocks its publishers. For 130 s in the soak, which
/// is longer than all attempts to handle a message took once; for 15 s in the ordinary run.
/// </summary>
[Trait("Needs", "Processes")]
[Collection(SoakSuite.Name)]
public sealed class MemoryAlarmScenarioTests(SharedSite shared)
{
    private const int People = 120;
    private const string Permission = "jobs.view";

    private static readonly TimeSpan Alarm = TimeSpan.FromSeconds(SoakSettings.Current.IsShort ? 15 : 130);

    [SkippableFact]
    public async Task Everybody_of_a_large_addition_gets_the_group_once_publishers_are_no_longer_blocked()
    {
        var site = await shared.GetAsync();
        using var tenant = await TestTenant.CreateAsync(site.Deployment);
        var users = new string[People];
        await Parallel.ForAsync(0, People, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
            users[i] = (await tenant.Scim.PostAsync("Users", ScimClient.User($"alarm{i}@soak.example"))).Expect(HttpStatusCode.Created).Id);
        var group = (await tenant.Scim.PostAsync("Groups", ScimClient.Group("Alarmed"))).Expect(HttpStatusCode.Created).Id;
        await tenant.Admin.ConfigureAsync(group, Permission);
        await Eventually.Be(async () => Assert.Equal(People, (await tenant.Admin.ListAsync("accounts")).Count));

        var provisioning = site.Deployment.Processes.Where(process => process.Name == DistributedDeployment.Provisioning).ToList();
        foreach (var process in provisioning) Assert.True((await process.StopAsync()).IsClean);
        var members = string.Join(',', users.Select(user => $$"""{"value":"{{user}}"}"""));
        var addition = $$"""{"op":"add","path":"members","value":[{{members}}]}""";
        (await tenant.Scim.PatchAsync($"Groups/{group}?attributes=displayName", addition)).Expect(HttpStatusCode.OK);
        await site.Broker.SetMemoryAlarmAsync(isRaised: true);
        Task starts;
        try
        {
            starts = Task.WhenAll(provisioning.Select(process => process.RestartAsync()));
            await Task.Delay(Alarm);
        }
        finally
        {
            await site.Broker.SetMemoryAlarmAsync(isRaised: false);
        }

        await starts;
        await Eventually.Be(async () =>
        {
            var accounts = await tenant.Admin.ListAsync("accounts");
            var right = accounts.Count(account => account["accessGroup"]?["id"]?.GetValue<string>() == group && HasPermission(account));
            Assert.Equal(People, right);
        });
    }

    private static bool HasPermission(JsonObject account) =>
        account["permissions"]!.AsArray().Select(name => name!.GetValue<string>()).SequenceEqual([Permission]);
}
