using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using Scim.Bus.Deployment.Tests.Files;

namespace Scim.Bus.Deployment.Tests.Metrics;

/// <summary>All services on a broker, to which everything happens that is measured: pushes, a message that can't be handled, an outage.</summary>
internal static class BusyWorld
{
    private const string Token = "an-identity-providers-token";
    private const string AdminKey = "an-admins-key";

    /// <summary>Lets it all happen, and answers what Prometheus would have scraped from the services and the broker.</summary>
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
        });
        await PushAsync(service, "first@acme.example");
        await CompareAsync(service);
        await PublishWhatCanNotBeHandledAsync(virtualHost);
        await ScrapeServiceAsync(service, scrape, until: "scimbus_drift_accounts");
        await ScrapeServiceAsync(service, scrape, until: "messaging_masstransit_consume_retries_ea_total");
        await Eventually.Be(
            async () => Assert.Contains(await broker.QueuesAsync(virtualHost), queue => queue is { Name: "provisioning-membership_error", Messages: 1 }));
        await ScrapeBrokerAsync(broker.Metrics!, scrape);

        await broker.KillAsync();
        await PushAsync(service, "second@acme.example");
        await ScrapeServiceAsync(service, scrape, until: "scimbus_relay_failures_total");
        return scrape;
    }

    /// <summary>Has directory and accounts compared.</summary>
    private static async Task CompareAsync(ServiceProcess service)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/tenants/acme/drift", UriKind.Relative))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", AdminKey) },
        };
        using var answer = await service.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task PushAsync(ServiceProcess service, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/scim/v2/Users", UriKind.Relative))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
            Content = JsonContent.Create(new JsonObject
            {
                ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User"),
                ["userName"] = name,
            }),
        };
        using var answer = await service.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A message that can be read, and makes its consumer stumble, so that it is tried again and then put aside.</summary>
    private static async Task PublishWhatCanNotBeHandledAsync(string virtualHost)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(virtualHost) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", DeliveryMode = DeliveryModes.Persistent };
        const string Message = """
            {"messageType": ["urn:message:Scim.Bus.Contracts:GroupMembershipChanged"], "message": {
              "tenant": "acme", "group": "0199aaaa-0000-7000-8000-000000000001", "version": 1, "added": null, "removed": null,
              "groupDisplayName": "x", "displayName": "x", "chunk": 1, "chunks": 1, "occurredAt": "2026-01-01T00:00:00Z"}}
            """;
        await channel.BasicPublishAsync("", "provisioning-membership", mandatory: true, properties, Encoding.UTF8.GetBytes(Message));
    }

    /// <summary>Scrapes until a series is there that comes last.</summary>
    private static Task ScrapeServiceAsync(ServiceProcess service, Scrape scrape, string until) => Eventually.Be(
        async () =>
        {
            // As the containers' health checks do.
            (await service.Http.GetAsync(new Uri("/health/ready", UriKind.Relative))).Dispose();
            scrape.Add(await service.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
            Assert.Contains(until, scrape.Names);
        });

    /// <summary>Scrapes the broker at the paths and with the parameters of prometheus.yml.</summary>
    private static async Task ScrapeBrokerAsync(Uri broker, Scrape scrape)
    {
        using var http = new HttpClient { BaseAddress = broker };
        foreach (var job in YamlFile.Read("observability", "prometheus", "prometheus.yml")["scrape_configs"].Items)
        {
            if (!job["job_name"].Text.StartsWith("rabbitmq", StringComparison.Ordinal))
                continue;
            var parameters = job.Find("params")?.Entries.SelectMany(entry => entry.Value.Items.Select(value => $"{entry.Key}={value.Text}")) ?? [];
            scrape.Add(await http.GetStringAsync(new Uri($"{job.Find("metrics_path")?.Text ?? "/metrics"}?{string.Join('&', parameters)}", UriKind.Relative)));
        }
    }
}
