using System.Net;
using System.Text.Json;
using Scim.Bus.Soak.Tests.Sites;
using Xunit.Abstractions;

namespace Scim.Bus.Soak.Tests;

/// <summary>
/// An outage of the store that is longer than the broker's <c>consumer_timeout</c>: messages are held until the outage ends, and the broker
/// closes the channels of the consumers that hold them. They have to come back.
/// </summary>
[Trait("Needs", "Processes")]
[Collection(SoakSuite.Name)]
public sealed class ConsumerTimeoutTests(SharedSite shared, ITestOutputHelper output)
{
    private const string Queue = "accounts-apply-account";
    private const string Envelope = "application/vnd.masstransit+json";
    private const string Timeout = "consumer_timeout";
    private const string Tick = "channel_tick_interval";
    private const int People = 5;
    private static readonly int Closings = SoakSettings.Current.IsShort ? 2 : 5;

    [SkippableFact]
    public async Task Consumers_come_back_after_an_outage_of_the_store_that_the_broker_does_not_wait_for()
    {
        var site = await shared.GetAsync();
        Skip.If(
            site.Disk is null && site.Mongo is not { CanBeKilled: true },
            "Only root can fill a disk up, and there is no other store to stop.");
        using var tenant = await TestTenant.CreateAsync(site.Deployment);
        await site.Broker.SetParameterAsync(Timeout, 5_000);
        await site.Broker.SetParameterAsync(Tick, 1_000);
        try
        {
            await ReconnectAsync(site);
            var users = Enumerable.Range(0, People).Select(_ => Guid.NewGuid().ToString()).ToList();
            await StopStoreAsync(site);
            try
            {
                foreach (var user in users)
                    await site.Tap.PutAsync(Queue, Guid.NewGuid().ToString(), ApplyAccount(tenant.Id, user), Envelope);
                // The consumers have come back after a channel was closed, and hold the messages again.
                await Eventually.Be(async () => Assert.InRange(TimeoutsIn(await site.Broker.ReadLogAsync()), Closings, int.MaxValue));
            }
            finally
            {
                await StartStoreAsync(site);
            }

            await Eventually.Be(async () =>
            {
                var accounts = (await tenant.Admin.ListAsync("accounts")).Select(account => account["userId"]!.GetValue<string>());
                Assert.Equal(users.Order(StringComparer.Ordinal), accounts.Order(StringComparer.Ordinal));
            });
        }
        finally
        {
            await site.Broker.SetParameterAsync(Timeout, 1_800_000);
            await site.Broker.SetParameterAsync(Tick, 60_000);
        }

        await ReconnectAsync(site);
        var ann = (await tenant.Scim.PostAsync("Users", ScimClient.User("ann.timeout@soak.example"))).Expect(HttpStatusCode.Created).Id;
        await Eventually.Be(async () => Assert.NotNull(await tenant.Admin.AccountOfAsync(ann)));
        output.WriteLine($"{TimeoutsIn(await site.Broker.ReadLogAsync())} channels were closed by the broker.");
    }

    private static int TimeoutsIn(string log) => log.Split("timed out waiting for delivery acknowledgement").Length - 1;

    /// <summary>Channels keep the limit that they began with.</summary>
    private static async Task ReconnectAsync(SoakSite site)
    {
        await Eventually.Be(async () => Assert.NotEqual(0, await site.Broker.CloseConnectionsAsync(SoakSite.BrokerUser)));
        await Eventually.Be(async () => Assert.DoesNotContain(
            await site.Broker.QueuesAsync(site.VirtualHost),
            queue => queue.Consumers == 0 && !queue.Name.Contains('_', StringComparison.Ordinal) && queue.Name != "soak-tap"));
    }

    private static async Task StopStoreAsync(SoakSite site)
    {
        site.Disk?.Fill();
        if (site.Mongo is not null) await site.Mongo.KillAsync();
    }

    private static async Task StartStoreAsync(SoakSite site)
    {
        site.Disk?.Clear();
        if (site.Mongo is not null) await site.Mongo.RestartAsync();
    }

    private static string ApplyAccount(string tenant, string user) => JsonSerializer.Serialize(new
    {
        messageId = Guid.NewGuid(),
        messageType = (string[])["urn:message:Scim.Bus.Contracts.Internal:ApplyAccount"],
        message = new
        {
            tenant,
            user,
            generation = 1,
            exists = true,
            active = true,
            profile = new { userName = $"{user}@soak.example", workEmail = $"{user}@soak.example" },
            profileVersion = 1,
            changedAt = new { },
        },
    });
}
