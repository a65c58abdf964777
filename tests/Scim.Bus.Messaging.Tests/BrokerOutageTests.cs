using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests;

/// <summary>Readiness during an outage of the broker, and recovery after it.</summary>
[Trait("Needs", "Processes")]
[Collection(FaultyParts.Name)]
public sealed class BrokerOutageTests(RabbitMqFixture rabbit, UntilTheAccount shared)
{
    [SkippableFact]
    public async Task Without_a_broker_services_with_HTTP_stay_ready_pure_consumers_do_not_and_both_recover()
    {
        var broker = await rabbit.GetAsync();
        Skip.IfNot(broker.CanBeKilled, $"{broker.Kind} can't be killed by a test.");
        var site = await shared.GetAsync(rabbit);
        var (ingress, accounts, provisioning) = (site["Ingress"], site["Accounts"], site["Provisioning"]);
        foreach (var service in (ServiceProcess[])[ingress, accounts, provisioning])
            await Eventually.Be(() => AssertReadyAsync(service, HttpStatusCode.OK, "Healthy"));
        var pushed = new HashSet<string> { await site.PushUserAsync("early@acme.example") };
        await Eventually.Be(async () => Assert.Superset(pushed, (await site.UsersWithAccountsAsync()).ToHashSet()));

        // The queue of the welcome mails is declared last. Once it is there, the broker can be killed without losing a queue.
        await Eventually.Be(
            async () => Assert.Contains(
                await broker.QueuesAsync(site.VirtualHost), queue => queue is { Name: "notifications-notify-person", Messages: > 0 }));
        await broker.KillAsync();
        try
        {
            await Eventually.Be(() => AssertReadyAsync(ingress, HttpStatusCode.OK, "Degraded"));
            await Eventually.Be(() => AssertReadyAsync(accounts, HttpStatusCode.OK, "Degraded"));
            await Eventually.Be(() => AssertReadyAsync(provisioning, HttpStatusCode.ServiceUnavailable, "Unhealthy"));
            await AssertLiveAsync(ingress, provisioning);
            pushed.Add(await site.PushUserAsync("late@acme.example"));

            // An ingress that starts during the outage accepts pushes too.
            await ingress.RestartAsync();
            await AssertReadyAsync(ingress, HttpStatusCode.OK, "Degraded");
            pushed.Add(await site.PushUserAsync("later@acme.example"));
        }
        finally
        {
            await broker.RestartAsync();
        }

        foreach (var service in (ServiceProcess[])[ingress, accounts, provisioning])
            await Eventually.Be(() => AssertReadyAsync(service, HttpStatusCode.OK, "Healthy"));
        await Eventually.Be(async () => Assert.Superset(pushed, (await site.UsersWithAccountsAsync()).ToHashSet()));
        await Eventually.Be(
            async () => Assert.Single(
                await broker.QueuesAsync(site.VirtualHost), queue => queue is { Name: "provisioning-user", Consumers: 1, Messages: 0 }));
    }

    private static async Task AssertReadyAsync(ServiceProcess service, HttpStatusCode status, string bus)
    {
        using var answer = await service.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(
            (service.Name, status, bus, bus, "Healthy"),
            (service.Name, answer.StatusCode, (string?)body["status"], (string?)body["checks"]!["bus"], (string?)body["checks"]!["store"]));
    }

    private static async Task AssertLiveAsync(params ServiceProcess[] services)
    {
        foreach (var service in services)
        {
            using var answer = await service.Http.GetAsync(new Uri("/health/live", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
