using Scim.Bus.EndToEnd.Tests.Deployments;
using Scim.Bus.EndToEnd.Tests.Recordings;
using Xunit.Abstractions;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>Recorded sessions of Entra, Okta, OneLogin and other clients, from the connection test to the last deletion.</summary>
public static class RecordedSessionTests
{
    [Trait("Needs", "Processes")]
    [Collection(AllInOneTests.Name)]
    public sealed class InOneProcess(SharedAllInOne shared, ITestOutputHelper output)
    {
        [Theory]
        [InlineData("entra")]
        [InlineData("okta")]
        [InlineData("onelogin")]
        [InlineData("other")]
        public async Task In_one_process(string provider) =>
            output.WriteLine($"{await Replayer.PlayAsync(await shared.GetAsync(), provider)} requests");
    }

    [Trait("Needs", "Processes")]
    [Collection(DistributedTests.Name)]
    public sealed class OverRabbitMq(RabbitMqFixture rabbit, SharedDistributed shared, ITestOutputHelper output)
    {
        [SkippableFact]
        public async Task Distributed_over_RabbitMq()
        {
            foreach (var provider in RecordedSessions.Providers)
                output.WriteLine($"{provider}: {await Replayer.PlayAsync(await shared.GetAsync(rabbit), provider)} requests");
        }
    }
}
