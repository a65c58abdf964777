using Scim.Bus.Messaging.Tests.Parts;
using Xunit.Abstractions;

namespace Scim.Bus.Messaging.Tests;

/// <summary>A broker that keeps its connections and answers nothing.</summary>
[Trait("Needs", "Processes")]
[Collection(FaultyParts.Name)]
public sealed class FrozenBrokerTests(RabbitMqFixture rabbit, UntilTheAccount shared, ITestOutputHelper output)
{
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(3);

    [SkippableFact]
    public async Task Services_stop_in_order_while_the_broker_does_not_answer_and_nothing_is_lost()
    {
        var broker = await rabbit.GetAsync();
        Skip.IfNot(broker.CanBeKilled, $"{broker.Kind} is not ours to stop.");
        var site = await shared.GetAsync(rabbit);
        ServiceProcess[] services = [site["Ingress"], site["Accounts"], site["Provisioning"]];
        var pushed = new HashSet<string>();
        for (var i = 0; i < 20; i++)
            pushed.Add(await site.PushUserAsync($"frozen-before-{i}@acme.example"));

        await broker.FreezeAsync();
        try
        {
            for (var i = 0; i < 20; i++)
                pushed.Add(await site.PushUserAsync($"frozen-during-{i}@acme.example"));
            var exits = await Task.WhenAll(services.Select(async service => (service.Name, Exit: await service.StopAsync(Hang))));
            foreach (var (name, exit) in exits)
            {
                output.WriteLine($"{name} ended {exit.Took.TotalSeconds:0.0} s after SIGTERM.");
                Assert.True(exit.IsClean, $"{name}: {exit}");
            }
        }
        finally
        {
            await broker.ThawAsync();
        }

        await Task.WhenAll(services.Select(service => service.RestartAsync()));
        await Eventually.Be(async () => Assert.Superset(pushed, (await site.UsersWithAccountsAsync()).ToHashSet()));
    }
}
