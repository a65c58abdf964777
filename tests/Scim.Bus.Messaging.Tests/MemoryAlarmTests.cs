using Scim.Bus.Messaging.Tests.Parts;
using Xunit.Abstractions;

namespace Scim.Bus.Messaging.Tests;

/// <summary>A broker that blocks its publishers, as it does when memory or disk runs out.</summary>
[Trait("Needs", "Processes")]
[Collection(FaultyParts.Name)]
public sealed class MemoryAlarmTests(RabbitMqFixture rabbit, UntilTheAccount shared, ITestOutputHelper output)
{
    /// <summary>What an orchestrator grants between SIGTERM and SIGKILL is 30 s or less; ten times that would be a hang.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    [SkippableFact]
    public async Task Pushes_are_accepted_services_stop_in_order_and_all_is_done_once_the_alarm_is_over()
    {
        var broker = await rabbit.GetAsync();
        var site = await shared.GetAsync(rabbit);
        ServiceProcess[] services = [site["Ingress"], site["Accounts"], site["Provisioning"]];
        var pushed = new HashSet<string> { await site.PushUserAsync("alarm-before@acme.example") };
        await Eventually.Be(async () => Assert.Superset(pushed, (await site.UsersWithAccountsAsync()).ToHashSet()));

        await broker.SetMemoryAlarmAsync(isRaised: true);
        try
        {
            for (var i = 0; i < 40; i++)
                pushed.Add(await site.PushUserAsync($"alarm-during-{i}@acme.example"));
            // Their relays wait for a broker that no longer reads from their connections.
            foreach (var service in services)
            {
                var exit = await service.StopAsync(Hang);
                output.WriteLine($"{service.Name} ended {exit.Took.TotalSeconds:0.0} s after SIGTERM.");
                Assert.True(exit.IsClean, $"{service.Name}: {exit}");
            }
        }
        finally
        {
            await broker.SetMemoryAlarmAsync(isRaised: false);
        }

        foreach (var service in services)
            await service.RestartAsync();
        await Eventually.Be(async () => Assert.Superset(pushed, (await site.UsersWithAccountsAsync()).ToHashSet()));
    }
}
