using Scim.Bus.EndToEnd.Tests.Deployments;
using Scim.Bus.EndToEnd.Tests.Sessions;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>The same session on every way to run the product.</summary>
public static class SessionTests
{
    [Trait("Needs", "Processes")]
    [Collection(AllInOneTests.Name)]
    public sealed class InOneProcess(SharedAllInOne shared)
    {
        [Fact]
        public async Task In_one_process()
        {
            using var tenant = await TestTenant.CreateAsync(await shared.GetAsync());
            await new OktaShapedSession(tenant).RunAsync();
        }

        [Fact]
        public async Task A_restart_keeps_everything()
        {
            var deployment = await shared.GetAsync();
            using var tenant = await TestTenant.CreateAsync(deployment);
            var user = (await tenant.Scim.PostAsync("Users", ScimClient.User("kept@acme.example"))).Id;
            var group = (await tenant.Scim.PostAsync("Groups", ScimClient.Group("Kept"))).Id;
            await tenant.Scim.PatchAsync($"Groups/{group}", ScimClient.AddMember(user));
            await tenant.Admin.ConfigureAsync(group, "jobs.view");
            await Eventually.Be(async () => Assert.Equal(["jobs.view"], await PermissionsAsync(tenant, user)));
            var before = (await tenant.Scim.GetAsync($"Users/{user}")).Body.ToJsonString();

            await deployment.Processes[0].RestartAsync();

            Assert.Equal(before, (await tenant.Scim.GetAsync($"Users/{user}")).Body.ToJsonString());
            Assert.Equal(["jobs.view"], await PermissionsAsync(tenant, user));
            Assert.NotEmpty(await tenant.Admin.TimelineAsync(user));
            await new OktaShapedSession(tenant).RunAsync();
        }

        private static async Task<IEnumerable<string>> PermissionsAsync(TestTenant tenant, string user) =>
            (await tenant.Admin.AccountOfAsync(user))!["permissions"]!.AsArray().Select(name => name!.GetValue<string>());
    }

    [Trait("Needs", "Processes")]
    [Collection(DistributedTests.Name)]
    public sealed class OverRabbitMq(RabbitMqFixture rabbit, SharedDistributed shared)
    {
        [SkippableFact]
        public async Task Distributed_over_RabbitMq_on_Sqlite()
        {
            using var tenant = await TestTenant.CreateAsync(await shared.GetAsync(rabbit));
            await new OktaShapedSession(tenant).RunAsync();
        }
    }

    [Trait("Needs", "Processes")]
    [Collection(CrashingTests.Name)]
    public sealed class OnMongoDb(RabbitMqFixture rabbit, MongoFixture mongo, CrashingDeployments shared)
    {
        [SkippableFact]
        public async Task Distributed_over_RabbitMq_on_MongoDb()
        {
            using var tenant = await TestTenant.CreateAsync(await shared.OnMongoDbAsync(rabbit, mongo));
            await new OktaShapedSession(tenant).RunAsync();
        }
    }
}
