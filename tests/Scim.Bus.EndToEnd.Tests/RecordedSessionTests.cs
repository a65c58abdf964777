using Scim.Bus.EndToEnd.Tests.Deployments;
using Scim.Bus.EndToEnd.Tests.Recordings;
using Xunit.Abstractions;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>What Entra, Okta and OneLogin really send, from the first test of the connection to the last deletion.</summary>
[Collection(RealParts.Name)]
public sealed class RecordedSessionTests(RabbitMqFixture rabbit, ITestOutputHelper output)
{
    [Theory]
    [InlineData("entra")]
    [InlineData("okta")]
    [InlineData("onelogin")]
    public async Task In_one_process(string provider)
    {
        await using var deployment = await AllInOneDeployment.StartAsync();
        output.WriteLine($"{await Replayer.PlayAsync(deployment, provider)} requests");
    }

    [SkippableFact]
    public async Task Distributed_over_RabbitMq()
    {
        await using var deployment = await DistributedDeployment.StartAsync(await rabbit.GetAsync());
        foreach (var provider in RecordedSessions.Providers)
            output.WriteLine($"{provider}: {await Replayer.PlayAsync(deployment, provider)} requests");
    }
}
