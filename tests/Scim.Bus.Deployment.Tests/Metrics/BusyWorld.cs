using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using Scim.Bus.Deployment.Tests.Files;

namespace Scim.Bus.Deployment.Tests.Metrics;

/// <summary>All services on a broker, with every event that a metric counts: pushes, a poison message, an outage of the broker.</summary>
internal static class BusyWorld
{
    private const string Token = "an-identity-providers-token";
    private const string AdminKey = "the-key-of-an-operator";

    /// <summary>Produces the events, and returns what Prometheus would scrape from the services and the broker.</summary>
    public static async Task<Scrape> ScrapeAsync(RabbitMqNode broker)
    {
        var scrape = new Scrape();
        var virtualHost = await broker.CreateVirtualHostAsync();
        using var folder = new TempFolder("metrics");
        await using var service = await ServiceProcess.StartAsync("AllInOne", new Dictionary<string, string?>
        {
            ["Admin__ApiKey"] = AdminKey,
            ["Bootstrap__Tenant"] = "acme",
            ["Bootstrap__Token"] = Token,
            ["Bus__Transport"] = "RabbitMq",
            ["ConnectionStrings__RabbitMq"] = virtualHost,
            ["Store__Engine"] = "Sqlite",
            ["Store__Path"] = folder.Path,
            ["Scim__MaxRequestsInProgress"] = "1",
            ["Scim__MaxRequestsWaiting"] = "0",
            ["Network__MaxFailedAuthentications"] = "1",
            ["Bus__QueueLimit"] = "1",
            ["Storage__MaxWaiting"] = "1",
        });
        await ScrapeServiceAsync(service, scrape, until: "scimbus_relay_held_back_total", PushSomebodyAsync);
        await ScrapeServiceAsync(service, scrape, until: "scimbus_authentications_failed_total", TryWithoutTokenAsync);
        await CompareAsync(service);
        await SendMoreThanTheShareAsync(service);
        await PublishPoisonMessageAsync(virtualHost);
        await ScrapeServiceAsync(service, scrape, until: "scimbus_drift_accounts");
        await ScrapeServiceAsync(service, scrape, until: "messaging_masstransit_consume_retries_ea_total");
        await ScrapeServiceAsync(service, scrape, until: "scimbus_errors");
        await ScrapeBrokerAsync(broker.Metrics!, scrape);

        await broker.KillAsync();
        await ScrapeServiceAsync(service, scrape, until: "scimbus_relay_failures_total", PushSomebodyAsync);
        await ScrapeServiceAsync(service, scrape, until: "scimbus_storage_refused_total", PushSomebodyAsync);
        return scrape;
    }

    /// <summary>Starts a comparison of directory and accounts.</summary>
    private static async Task CompareAsync(ServiceProcess service)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/tenants/acme/drift", UriKind.Relative))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", AdminKey) },
        };
        using var answer = await service.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Pushes a user. While much waits to be published it may be refused.</summary>
    private static async Task PushSomebodyAsync(ServiceProcess service)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/scim/v2/Users", UriKind.Relative))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
            Content = JsonContent.Create(new JsonObject
            {
                ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User"),
                ["userName"] = $"{Guid.CreateVersion7()}@acme.example",
            }),
        };
        using var answer = await service.Http.SendAsync(request);
        Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}");
    }

    /// <summary>Sends requests without a token: one is refused, and the next because of their number.</summary>
    private static async Task TryWithoutTokenAsync(ServiceProcess service)
    {
        for (var i = 0; i < 2; i++)
            (await service.Http.GetAsync(new Uri("/scim/v2/Users", UriKind.Relative))).Dispose();
    }

    /// <summary>Sends requests at the same time until one is refused: the tenant may have one in progress.</summary>
    private static Task SendMoreThanTheShareAsync(ServiceProcess service) => Eventually.Be(async () =>
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/scim/v2/Users", UriKind.Relative))
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
            };
            using var answer = await service.Http.SendAsync(request);
            return answer.StatusCode;
        }));
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    });

    /// <summary>Publishes a valid message that makes its consumer throw, so that it is retried and moved to the error queue.</summary>
    private static async Task PublishPoisonMessageAsync(string virtualHost)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(virtualHost) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", DeliveryMode = DeliveryModes.Persistent };
        const string Message = """
            {"messageType": ["urn:message:Scim.Bus.Contracts.Internal:ApplyAccount"], "message": {
              "tenant": "acme", "user": "0199aaaa-0000-7000-8000-000000000001", "generation": 1, "exists": true, "active": true,
              "profile": null, "profileVersion": 1, "changedAt": {}}}
            """;
        await channel.BasicPublishAsync("", "accounts-apply-account", mandatory: true, properties, Encoding.UTF8.GetBytes(Message));
    }

    /// <summary>Scrapes a service until a metric exists.</summary>
    private static Task ScrapeServiceAsync(
        ServiceProcess service, Scrape scrape, string until, Func<ServiceProcess, Task>? first = null) => Eventually.Be(
        async () =>
        {
            if (first is not null)
                await first(service);
            // The containers' health checks do this, and alerts use its metric.
            (await service.Http.GetAsync(new Uri("/health/ready", UriKind.Relative))).Dispose();
            scrape.Add(await service.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
            Assert.Contains(until, scrape.Names);
        });

    /// <summary>Scrapes the broker with the paths and parameters in prometheus.yml.</summary>
    private static async Task ScrapeBrokerAsync(Uri broker, Scrape scrape)
    {
        using var http = new HttpClient { BaseAddress = broker };
        foreach (var job in YamlFile.Read("observability", "prometheus", "prometheus.yml")["scrape_configs"].Items)
        {
            if (!job["job_name"].Text.StartsWith("rabbitmq", StringComparison.Ordinal))
                continue;
            var parameters = job.Find("params")?.Entries
                .SelectMany(entry => entry.Value.Items.Select(value => $"{entry.Key}={value.Text}")) ?? [];
            var path = $"{job.Find("metrics_path")?.Text ?? "/metrics"}?{string.Join('&', parameters)}";
            scrape.Add(await http.GetStringAsync(new Uri(path, UriKind.Relative)));
        }
    }
}
