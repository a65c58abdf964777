using System.Net;
using Scim.Bus.EndToEnd.Tests.Deployments;
using Scim.Bus.EndToEnd.Tests.Sessions;
using Xunit.Abstractions;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>
/// I1 and I2: a push that was answered with 2xx takes effect, whichever process is killed. 90 pushes in the ordinary run, 500 in the
/// full one.
/// </summary>
public static class CrashTests
{
    private static readonly int Pushes = TestSize.Choose("SCIMBUS_CRASH_PUSHES", ordinary: 90, full: 500);

    [Trait("Needs", "Processes")]
    [Collection(CrashingTests.Name)]
    public sealed class Distributed(RabbitMqFixture rabbit, MongoFixture mongo, CrashingDeployments shared, ITestOutputHelper output)
    {
        [SkippableFact]
        public async Task Killing_each_process_in_turn_while_pushes_run_loses_nothing() =>
            await KillEachProcessAsync(await shared.OnSqliteAsync(rabbit), Pushes, "sqlite.");

        [SkippableFact]
        public async Task Killing_each_process_in_turn_on_MongoDb_loses_nothing() =>
            await KillEachProcessAsync(await shared.OnMongoDbAsync(rabbit, mongo), Math.Min(Pushes, 120), "mongo.");

        [SkippableFact]
        public async Task Quirk_30_while_the_broker_is_away_every_push_is_accepted_and_arrives_later()
        {
            var broker = await rabbit.GetAsync();
            Skip.IfNot(broker.CanBeKilled, $"{broker.Kind} is not ours to kill.");
            using var tenant = await TestTenant.CreateAsync(await shared.OnSqliteAsync(rabbit));
            var (groups, permissions) = await GroupsAsync(tenant);

            await broker.KillAsync();
            var load = new PushLoad(tenant, groups, "away.");
            try
            {
                await load.RunAsync(0, Pushes);
            }
            finally
            {
                await broker.RestartAsync();
            }

            Assert.Equal(0, load.Failures);
            await load.AssertAllArrivedAsync(permissions);
        }

        private async Task KillEachProcessAsync(DistributedDeployment deployment, int pushes, string prefix)
        {
            using var tenant = await TestTenant.CreateAsync(deployment);
            var (groups, permissions) = await GroupsAsync(tenant);
            var load = new PushLoad(tenant, groups, prefix);
            var each = pushes / DistributedDeployment.Services.Count;
            for (var i = 0; i < DistributedDeployment.Services.Count; i++)
            {
                var (from, count) = (i * each, i == DistributedDeployment.Services.Count - 1 ? pushes - (i * each) : each);
                var running = load.RunAsync(from, count);
                await Eventually.Be(() => Assert.True(load.Done >= from + (count / 3)));
                await deployment[DistributedDeployment.Services[i]].KillAsync();
                await deployment[DistributedDeployment.Services[i]].RestartAsync();
                await running;
            }

            output.WriteLine($"{load.Done} pushes, {load.Failures} requests sent again");
            await load.AssertAllArrivedAsync(permissions);
        }
    }

    [Trait("Needs", "Processes")]
    [Collection(AllInOneTests.Name)]
    public sealed class InOneProcess(SharedAllInOne shared)
    {
        [Fact]
        public async Task Killing_the_one_process_with_everything_in_it_loses_nothing()
        {
            var deployment = await shared.GetAsync();
            using var tenant = await TestTenant.CreateAsync(deployment);
            var (groups, permissions) = await GroupsAsync(tenant);
            var load = new PushLoad(tenant, groups, "one.");
            for (var round = 0; round < 3; round++)
            {
                var pushes = load.RunAsync(round * 40, 40);
                await Eventually.Be(() => Assert.True(load.Done >= (round * 40) + 10));
                await deployment.Processes[0].KillAsync();
                await deployment.Processes[0].RestartAsync();
                await pushes;
            }

            await load.AssertAllArrivedAsync(permissions);
        }
    }

    private static async Task<(string[] Groups, IReadOnlyDictionary<string, string> PermissionOf)> GroupsAsync(TestTenant tenant)
    {
        var permissionOf = new Dictionary<string, string>();
        foreach (var (name, permission) in (IEnumerable<(string, string)>)[("Red", "jobs.view"), ("Blue", "offers.view")])
        {
            var group = (await tenant.Scim.PostAsync("Groups", ScimClient.Group(name))).Expect(HttpStatusCode.Created).Id;
            await tenant.Admin.ConfigureAsync(group, permission);
            permissionOf.Add(group, permission);
        }

        return ([.. permissionOf.Keys], permissionOf);
    }
}
