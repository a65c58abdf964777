using Scim.Bus.EndToEnd.Tests.Deployments;
using Scim.Bus.EndToEnd.Tests.Sessions;
using Xunit.Abstractions;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>The same session on every way to run the product.</summary>
[Collection(RealParts.Name)]
public sealed class SessionTests(RabbitMqFixture rabbit, MongoFixture mongo, ITestOutputHelper output)
{
    [Fact]
    public async Task In_one_process()
    {
        await using var deployment = await AllInOneDeployment.StartAsync();
        await new OktaShapedSession(deployment).RunAsync();
    }

    [SkippableFact]
    public async Task Distributed_over_RabbitMq_on_Sqlite()
    {
        var broker = await rabbit.GetAsync();
        output.WriteLine(broker.Kind);
        await using var deployment = await DistributedDeployment.StartAsync(broker);
        await new OktaShapedSession(deployment).RunAsync();
    }

    [SkippableFact]
    public async Task Distributed_over_RabbitMq_on_MongoDb()
    {
        var (broker, server) = (await rabbit.GetAsync(), await mongo.GetAsync());
        output.WriteLine($"{broker.Kind}; {server.Kind}");
        await using var deployment = await DistributedDeployment.StartAsync(broker, server);
        await new OktaShapedSession(deployment).RunAsync();
    }

    [Fact]
    public async Task A_restart_keeps_everything()
    {
        await using var deployment = await AllInOneDeployment.StartAsync();
        var user = (await deployment.Scim.PostAsync("Users", Clients.ScimClient.User("kept@acme.example"))).Id;
        var group = (await deployment.Scim.PostAsync("Groups", Clients.ScimClient.Group("Kept"))).Id;
        await deployment.Scim.PatchAsync($"Groups/{group}", Clients.ScimClient.AddMember(user));
        await deployment.Admin.ConfigureAsync(group, "jobs.view");
        await Eventually.Be(async () => Assert.Equal(["jobs.view"], await PermissionsAsync(deployment, user)), TimeSpan.FromSeconds(30));
        var before = (await deployment.Scim.GetAsync($"Users/{user}")).Body.ToJsonString();

        await deployment.Processes[0].RestartAsync();

        Assert.Equal(before, (await deployment.Scim.GetAsync($"Users/{user}")).Body.ToJsonString());
        Assert.Equal(["jobs.view"], await PermissionsAsync(deployment, user));
        Assert.NotEmpty(await deployment.Admin.TimelineAsync(user));
        await new OktaShapedSession(deployment).RunAsync();
    }

    private static async Task<IEnumerable<string>> PermissionsAsync(Deployment deployment, string user) =>
        (await deployment.Admin.AccountOfAsync(user))!["permissions"]!.AsArray().Select(name => name!.GetValue<string>());
}
