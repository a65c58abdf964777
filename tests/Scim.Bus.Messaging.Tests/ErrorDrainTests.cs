using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests;

/// <summary>Moving messages from error queues into the store loses none and doubles none.</summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class ErrorDrainTests(RabbitMqFixture rabbit)
{
    private const string Queue = "accounts-apply-account";
    private const string Envelope = "application/vnd.masstransit+json";

    /// <summary>Number of messages that wait in an error queue. A process is killed after each fifty.</summary>
    private static readonly int Count = TestSize.Choose("SCIMBUS_DRAINED_MESSAGES", ordinary: 200, full: 600);

    [SkippableFact]
    public async Task A_service_that_is_killed_between_write_and_acknowledgement_has_one_record_for_each_message()
    {
        await using var site = await Site.CreateAsync(await rabbit.GetAsync());
        var accounts = await site.StartAsync("Accounts");
        await using var raw = await RawBroker.ConnectAsync(site.VirtualHost);
        // Makes MassTransit declare the error queue.
        await raw.PutAsync(Queue, "first", "nothing"u8.ToArray(), Envelope);
        await Eventually.Be(async () => Assert.Single(await site.Errors("Accounts").ListAsync()));

        await accounts.KillAsync();
        for (var i = 0; i < Count; i++)
            await PutAsideAsync(raw, $"message-{i}", at: i);
        await accounts.RestartAsync();
        int known;
        do
        {
            known = (await site.Errors("Accounts").ListAsync()).Count;
            // Killed while it is at work, at a moment that nobody chose.
            await Eventually.Be(async () => Assert.True((await site.Errors("Accounts").ListAsync()).Count > Math.Min(known + 50, Count)));
            await accounts.KillAsync();
            await accounts.RestartAsync();
        }
        while (known <= Count);

        await Eventually.Be(async () => Assert.Equal(0u, await raw.CountAsync($"{Queue}_error")));
        var errors = await site.Errors("Accounts").ListAsync();
        Assert.Equal(Count + 1, errors.Count);
        Assert.All(errors, error => Assert.Equal(1, error["attempts"]!.GetValue<int>()));
    }

    [SkippableFact]
    public async Task A_failure_that_is_delivered_twice_is_one_and_another_failure_of_the_message_counts()
    {
        await using var site = await Site.CreateAsync(await rabbit.GetAsync());
        await site.StartAsync("Accounts");
        await using var raw = await RawBroker.ConnectAsync(site.VirtualHost);
        await raw.PutAsync(Queue, "first", "nothing"u8.ToArray(), Envelope);
        await Eventually.Be(async () => Assert.Single(await site.Errors("Accounts").ListAsync()));

        await PutAsideAsync(raw, "twice", at: 1);
        await PutAsideAsync(raw, "twice", at: 1);
        await PutAsideAsync(raw, "again", at: 1);
        await PutAsideAsync(raw, "again", at: 2);
        await PutAsideAsync(raw, "last", at: 1);

        await Eventually.Be(async () => Assert.Equal(4, (await site.Errors("Accounts").ListAsync()).Count));
        var errors = await site.Errors("Accounts").ListAsync("reason eq \"No reason at all.\"");
        Assert.Equal([1, 1, 2], errors.Select(error => error["attempts"]!.GetValue<int>()).Order());
        Assert.All(errors, error => Assert.Equal("2026-01-01T00:00:01+00:00", error["firstFailedAt"]!.GetValue<string>()));
        Assert.All(errors, error => Assert.Equal("acme", error["tenant"]!.GetValue<string>()));
        Assert.All(errors, error => Assert.Equal("ApplyAccount", error["messageType"]!.GetValue<string>()));
    }

    [SkippableFact]
    public async Task The_door_merges_the_errors_of_all_services_and_names_those_that_are_away()
    {
        await using var site = await Site.CreateAsync(await rabbit.GetAsync());
        var accounts = await site.StartAsync("Accounts");
        var groups = await site.StartAsync("AccessGroups");
        await site.StartAsync(
            "Console",
            ("Gateway__Accounts", accounts.BaseAddress.ToString()),
            ("Gateway__AccessGroups", groups.BaseAddress.ToString()),
            ("Gateway__Ingress", "http://127.0.0.1:1"));
        var door = site.Errors("Console");
        await using var raw = await RawBroker.ConnectAsync(site.VirtualHost);
        for (var i = 0; i < 5; i++)
        {
            await raw.PutAsync(Queue, $"a-{i}", Encoding.UTF8.GetBytes($"nothing {i}"), Envelope);
            await raw.PutAsync("access-groups-group-directory", $"g-{i}", Encoding.UTF8.GetBytes($"nothing {i}"), Envelope);
            await raw.PutAsync("console-timeline", $"c-{i}", Encoding.UTF8.GetBytes($"nothing {i}"), Envelope);
        }

        await Eventually.Be(async () => Assert.Equal(15, (await door.ListAsync()).Count));
        Assert.Equal(["ingress"], await door.UnavailableAsync());
        Assert.Equal(15, (await PagesAsync(door, count: 4)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(5, (await door.ListAsync($"queue eq \"{Queue}\"")).Count);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await door.RetryAsync($"ingress-{Guid.NewGuid():n}"));
        Assert.Equal(HttpStatusCode.NotFound, await door.RetryAsync($"accounts-{Guid.NewGuid():n}"));
        Assert.Equal(HttpStatusCode.NotFound, await door.DiscardAsync("nobody"));

        var one = ErrorClient.IdOf((await door.ListAsync($"queue eq \"{Queue}\""))[0]);
        Assert.Equal(HttpStatusCode.Accepted, await door.RetryAsync(one));
        await Eventually.Be(async () => Assert.Equal(
            2, Assert.Single(await door.ListAsync($"id eq \"{one}\""))["attempts"]!.GetValue<int>()));
        Assert.Equal(HttpStatusCode.NoContent, await door.DiscardAsync(one));
        var result = await door.RetryAllAsync();
        Assert.Equal(14, result["retried"]!.GetValue<int>());
        Assert.Equal("ingress", Assert.Single(result["unavailable"]!.AsArray())!.GetValue<string>());

        await groups.KillAsync();
        Assert.Equal(["access-groups", "ingress"], await door.UnavailableAsync());
        await Eventually.Be(async () => Assert.Equal(9, (await door.ListAsync()).Count));
    }

    private static async Task<List<string>> PagesAsync(ErrorClient door, int count)
    {
        var ids = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = await door.PageAsync(filter: null, cursor, count);
            var items = page["items"]!.AsArray();
            Assert.InRange(items.Count, 1, count);
            ids.AddRange(items.Select(item => ErrorClient.IdOf(item!.AsObject())));
            cursor = page["nextCursor"]?.GetValue<string>();
            if (cursor is null)
                return ids;
        }
    }

    /// <summary>Puts a message into the error queue as MassTransit does.</summary>
    private static Task PutAsideAsync(RawBroker raw, string messageId, int at)
    {
        var body = new JsonObject
        {
            ["messageType"] = new JsonArray("urn:message:Scim.Bus.Contracts.Internal:ApplyAccount"),
            ["message"] = new JsonObject { ["tenant"] = "acme", ["text"] = messageId },
        };
        var failed = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(at);
        var headers = new Dictionary<string, object?>
        {
            ["MT-Fault-Message"] = "No reason at all.",
            ["MT-Fault-Timestamp"] = failed.ToString("O", CultureInfo.InvariantCulture),
        };
        return raw.PutAsync($"{Queue}_error", messageId, Encoding.UTF8.GetBytes(body.ToJsonString()), Envelope, headers);
    }
}
