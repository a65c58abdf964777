using System.Net;
using Scim.Bus.EndToEnd.Tests.Clients;
using Scim.Bus.EndToEnd.Tests.Deployments;
using Scim.Bus.EndToEnd.Tests.Sessions;
using Xunit.Abstractions;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>I1 and I2: what was answered with 2xx is carried out, whatever dies in between.</summary>
[Collection(RealParts.Name)]
public sealed class CrashTests(RabbitMqFixture rabbit, MongoFixture mongo, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [SkippableFact]
    public async Task Killing_each_process_in_turn_while_500_pushes_run_loses_nothing()
    {
        await using var deployment = await DistributedDeployment.StartAsync(await rabbit.GetAsync());
        await KillEachProcessAsync(deployment, pushes: 500);
    }

    [SkippableFact]
    public async Task Killing_each_process_in_turn_on_MongoDb_loses_nothing()
    {
        await using var deployment = await DistributedDeployment.StartAsync(await rabbit.GetAsync(), await mongo.GetAsync());
        await KillEachProcessAsync(deployment, pushes: 120);
    }

    [Fact]
    public async Task Killing_the_one_process_with_everything_in_it_loses_nothing()
    {
        await using var deployment = await AllInOneDeployment.StartAsync();
        var (groups, permissions) = await GroupsAsync(deployment);
        var load = new PushLoad(deployment, groups, "one.");
        for (var round = 0; round < 3; round++)
        {
            var pushes = load.RunAsync(round * 40, 40);
            await Eventually.Be(() => Assert.True(load.Done >= (round * 40) + 10), Patience);
            await deployment.Processes[0].KillAsync();
            await deployment.Processes[0].RestartAsync();
            await pushes;
        }

        await load.AssertAllArrivedAsync(Patience, permissions);
    }

    [SkippableFact]
    public async Task Quirk_30_while_the_broker_is_away_every_push_is_accepted_and_arrives_later()
    {
        var broker = await rabbit.GetAsync();
        Skip.IfNot(broker.CanBeKilled, $"{broker.Kind} is not ours to kill.");
        await using var deployment = await DistributedDeployment.StartAsync(broker);
        var (groups, permissions) = await GroupsAsync(deployment);

        // A queue that is younger than a second may come back empty from a kill (platform facts).
        await Task.Delay(TimeSpan.FromSeconds(1));
        await broker.KillAsync();
        var load = new PushLoad(deployment, groups, "away.");
        try
        {
            await load.RunAsync(0, 200);
        }
        finally
        {
            await broker.RestartAsync();
        }

        Assert.Equal(0, load.Failures);
        await load.AssertAllArrivedAsync(Patience, permissions);
    }

    private static async Task<(string[] Groups, IReadOnlyDictionary<string, string> PermissionOf)> GroupsAsync(Deployment deployment)
    {
        var permissionOf = new Dictionary<string, string>();
        foreach (var (name, permission) in (IEnumerable<(string, string)>)[("Red", "jobs.view"), ("Blue", "offers.view")])
        {
            var group = (await deployment.Scim.PostAsync("Groups", ScimClient.Group(name))).Expect(HttpStatusCode.Created).Id;
            await deployment.Admin.ConfigureAsync(group, permission);
            permissionOf.Add(group, permission);
        }

        return ([.. permissionOf.Keys], permissionOf);
    }

    private async Task KillEachProcessAsync(DistributedDeployment deployment, int pushes)
    {
        var (groups, permissions) = await GroupsAsync(deployment);
        var load = new PushLoad(deployment, groups, "crash.");
        var each = pushes / DistributedDeployment.Services.Count;
        for (var i = 0; i < DistributedDeployment.Services.Count; i++)
        {
            var (from, count) = (i * each, i == DistributedDeployment.Services.Count - 1 ? pushes - (i * each) : each);
            var running = load.RunAsync(from, count);
            await Eventually.Be(() => Assert.True(load.Done >= from + (count / 3)), Patience);
            await deployment[DistributedDeployment.Services[i]].KillAsync();
            await deployment[DistributedDeployment.Services[i]].RestartAsync();
            await running;
        }

        output.WriteLine($"{load.Done} pushes, {load.Failures} requests sent again");
        await load.AssertAllArrivedAsync(Patience, permissions);
    }
}
