using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Ingress.RequestLog;

namespace Scim.Bus.Ingress.Tests.RequestLog;

/// <summary>Finds requests in a log, and removes those that are old.</summary>
public sealed class RequestQueryTests(IngressHost host) : IClassFixture<IngressHost>
{
    private static readonly TenantId Acme = TenantId.Parse("acme", null);
    private static readonly DateTimeOffset Start = new(DateTime.UtcNow.Date.AddDays(-2), TimeSpan.Zero);

    [Fact]
    public async Task Requests_are_found_by_person_time_and_outcome_page_by_page()
    {
        using var client = await host.NewTenantAsync();
        var items = host.Services.GetRequiredService<IDocumentCollection<RequestRecord>>();
        var retention = host.Services.GetRequiredService<RequestRetentionPeriod>();
        var records = Enumerable.Range(0, 30)
            .Select(i => Record(client.Tenant, i, i % 10 == 0 ? RequestOutcome.Refused : RequestOutcome.Changed));
        await items.InsertMissingAsync([.. records.Select(retention.DocumentOf)], default);

        Assert.Equal("20 10 0", await FindAsync(client, "outcome eq \"refused\""));
        Assert.Equal("7", await FindAsync(client, "subject eq \"Person7@acme.example\""));
        Assert.Equal("13 12 11 10", await FindAsync(client, $"at ge \"{At(10)}\" and at lt \"{At(14)}\""));
        Assert.Equal("20 10", await FindAsync(client, $"outcome eq \"refused\" and at gt \"{At(0)}\""));
        Assert.Equal("3", await FindAsync(client, $"names sw \"person3\" and at le \"{At(9)}\""));
        Assert.Equal("29", await FindAsync(client, "names eq \"person29\" and outcome eq \"changed\""));
        Assert.Equal("", await FindAsync(client, "names eq \"person29\" and outcome eq \"refused\""));
        Assert.Equal("20 10 0", await FindAsync(client, "names sw \"person\" and outcome eq \"refused\""));
        Assert.Equal("20", await FindAsync(client, "names sw \"person2\" and outcome eq \"refused\""));
        Assert.Equal("29 28", await FindAsync(client, "status eq 200", pageSize: 2, pages: 1));
        Assert.Equal(30, (await FindAsync(client, "method eq \"POST\"", pageSize: 7)).Split(' ').Length);
    }

    [Fact]
    public async Task An_export_has_a_request_a_line()
    {
        using var client = await host.NewTenantAsync();
        await client.User("one@acme.example");
        await client.User("two@acme.example");
        await host.RequestAsync(client, "subject eq \"one@acme.example\"");
        await host.RequestAsync(client, "subject eq \"two@acme.example\"");
        using var admin = host.Admin();
        using var response = await admin.GetAsync(new Uri($"/api/tenants/{client.Tenant}/requests/export", UriKind.Relative));
        Assert.Equal("application/jsonl", response.Content.Headers.ContentType!.MediaType);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            ["two@acme.example", "one@acme.example"],
            lines.Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!.Text("subject")));
    }

    [Fact]
    public async Task What_was_on_record_for_long_enough_is_removed_in_batches()
    {
        using var folder = TempFolder.InMemory("requests");
        await using var store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = folder.Path }));
        var requests = store.Open(RequestCollection.Requests);
        var retention = new RequestRetentionPeriod(Options.Create(new RequestLogOptions { Retention = TimeSpan.FromDays(30) }));
        var time = new FakeTimeProvider(Start.AddHours(1));
        var removal = new RequestRetention(
            requests,
            store.Open(RequestCollection.Tallies),
            store.Open(RequestCollection.Unknown),
            retention,
            time,
            NullLogger<RequestRetention>.Instance);
        var old = Enumerable.Range(0, RequestRetention.BatchSize + 5).Select(i => Record(Acme, i, RequestOutcome.Changed));
        var read = Record(Acme, 1, RequestOutcome.Read) with { At = Start };
        await requests.InsertMissingAsync([.. old.Append(read).Select(retention.DocumentOf)], default);

        Assert.False(await removal.RemoveBatchAsync(default));
        Assert.Equal(RequestRetention.BatchSize + 5, await requests.CountAsync(Acme, null, default));
        time.SetUtcNow(Start.AddDays(30).AddMinutes(RequestRetention.BatchSize + 1));
        Assert.True(await removal.RemoveBatchAsync(default));
        Assert.Equal(5, await requests.CountAsync(Acme, null, default));
        Assert.False(await removal.RemoveBatchAsync(default));
        Assert.Equal(3, await requests.CountAsync(Acme, null, default));
    }

    [Fact]
    public void A_minute_has_a_budget_of_refusals()
    {
        var time = new FakeTimeProvider();
        var budget = new RefusalBudget(time);
        Assert.All(Enumerable.Range(0, RefusalBudget.InAMinute), _ => Assert.True(budget.TryTake(Acme)));
        Assert.False(budget.TryTake(Acme));
        Assert.True(budget.TryTake(TenantId.Parse("globex", null)));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(budget.TryTake(Acme));
    }

    private static string At(int minute) => Start.AddMinutes(minute).ToString("O", CultureInfo.InvariantCulture);

    private static string MinuteOf(string at) =>
        (DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) - Start).TotalMinutes.ToString(CultureInfo.InvariantCulture);

    private static RequestRecord Record(TenantId tenant, int minute, RequestOutcome outcome) => new()
    {
        Id = Guid.CreateVersion7(Start.AddMinutes(minute)),
        Tenant = tenant,
        At = Start.AddMinutes(minute),
        Outcome = outcome,
        Method = "POST",
        Path = "/Users",
        Status = 200,
        Subject = $"person{minute}@acme.example",
        Names = [$"person{minute}"],
        ResourceType = "User",
        TokenId = Guid.Empty,
    };

    /// <summary>The minutes of the requests that match.</summary>
    private async Task<string> FindAsync(TenantClient client, string filter, int pageSize = 100, int pages = int.MaxValue)
    {
        var found = new List<string>();
        string? cursor = "";
        for (var page = 0; page < pages && cursor is not null; page++)
        {
            var list = await host.GetAsync(
                $"/api/tenants/{client.Tenant}/requests?count={pageSize}&filter={Uri.EscapeDataString(filter)}"
                + (cursor.Length > 0 ? $"&cursor={cursor}" : ""));
            found.AddRange(list["items"]!.AsArray().Select(item => MinuteOf(item!.Text("at")!)));
            cursor = list.Text("nextCursor");
        }

        return string.Join(' ', found);
    }
}
