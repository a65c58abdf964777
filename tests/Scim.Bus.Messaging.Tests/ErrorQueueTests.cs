using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client.Exceptions;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Messaging.Topology;

namespace Scim.Bus.Messaging.Tests;

/// <summary>Whatever is wrong with a message, in whichever queue: it is listed with its reason, and can be retried and discarded.</summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class ErrorQueueTests(RabbitMqFixture rabbit, AllInOneSite site) : IClassFixture<AllInOneSite>
{
    private const string Envelope = "application/vnd.masstransit+json";

    /// <summary>Each queue with a message that its service takes.</summary>
    private static readonly Dictionary<string, Type> Queues = CoreQueues.All
        .Select(queue => KeyValuePair.Create(queue.Name, queue.Messages[0]))
        .Append(KeyValuePair.Create(IngressQueues.ReadDirectory, typeof(ReadDirectory)))
        .Append(KeyValuePair.Create(AccountsQueues.ReadAccounts, typeof(ReadAccounts)))
        .ToDictionary(StringComparer.Ordinal);

    public static TheoryData<string> EveryQueue => [.. Queues.Keys.Order(StringComparer.Ordinal)];

    [SkippableTheory]
    [MemberData(nameof(EveryQueue))]
    public async Task Every_wrong_message_is_listed_with_its_reason_and_can_be_retried_and_discarded(string queue)
    {
        var running = await site.GetAsync(rabbit);
        var errors = running.Errors("AllInOne");
        var wrong = WrongMessages(queue);
        await using var raw = await RawBroker.ConnectAsync(running.VirtualHost);
        foreach (var (name, (body, contentType)) in wrong)
            await raw.PutAsync(queue, $"{queue} {name}", Encoding.UTF8.GetBytes(body), contentType);

        var ofQueue = $"queue eq \"{queue}\"";
        try
        {
            await Eventually.Be(async () => Assert.Equal(wrong.Count, (await errors.ListAsync(ofQueue)).Count));
        }
        catch (NotEventuallyException e)
        {
            Assert.Fail($"{e.Message} {await WaitingAsync(raw, queue)} {TriedAgain(running)}");
        }

        Assert.Equal(0u, await raw.CountAsync($"{queue}_error"));
        Assert.Equal(0u, await raw.CountAsync($"{queue}_skipped"));
        var listed = await errors.ListAsync(ofQueue);
        Assert.All(listed, error =>
        {
            Assert.Equal(
                ["attempts", "firstFailedAt", "id", "messageType", "queue", "reason", "tenant"],
                error.Select(member => member.Key).Order(StringComparer.Ordinal));
            Assert.Equal(1, error["attempts"]!.GetValue<int>());
            Assert.NotEqual("", error["reason"]!.GetValue<string>());
        });
        Assert.Single(listed, error => Text(error, "reason").StartsWith("The service has no consumer", StringComparison.Ordinal));
        Assert.Contains(listed, error => Text(error, "messageType") == Queues[queue].Name);

        // Nothing has been mended, so all of them come back, and count.
        var result = await errors.RetryAllAsync(ofQueue);
        Assert.Equal(wrong.Count, result["retried"]!.GetValue<int>());
        await Eventually.Be(async () => Assert.Equal(
            Enumerable.Repeat(2, wrong.Count), (await errors.ListAsync(ofQueue)).Select(error => error["attempts"]!.GetValue<int>())));
        Assert.Equal(Times(listed), Times(await errors.ListAsync(ofQueue)));

        foreach (var error in listed)
            Assert.Equal(HttpStatusCode.NoContent, await errors.DiscardAsync(ErrorClient.IdOf(error)));
        Assert.Empty(await errors.ListAsync(ofQueue));
        Assert.Equal(HttpStatusCode.NotFound, await errors.RetryAsync(ErrorClient.IdOf(listed[0])));
    }

    [SkippableFact]
    public async Task A_message_of_20_MB_is_kept_and_comes_back_as_it_was()
    {
        const string Queue = "notifications-tenant";
        var running = await site.GetAsync(rabbit);
        var errors = running.Errors("AllInOne");
        await using var raw = await RawBroker.ConnectAsync(running.VirtualHost);
        var message = $$"""{"tenant": "acme", "text": "{{new string('x', 20_000_000)}}"}""";
        await raw.PutAsync(Queue, "large", Encoding.UTF8.GetBytes(Wrapped(message, typeof(TenantConfigured))), Envelope);
        var large = await Eventually.Get(
            async () => (await errors.ListAsync($"tenant eq \"acme\" and queue eq \"{Queue}\"")).SingleOrDefault());
        Assert.True(large.ToJsonString().Length < 2_000);

        Assert.Equal(HttpStatusCode.Accepted, await errors.RetryAsync(ErrorClient.IdOf(large)));
        await Eventually.Be(async () => Assert.Equal(
            2, Assert.Single(await errors.ListAsync($"id eq \"{ErrorClient.IdOf(large)}\""))["attempts"]!.GetValue<int>()));
        Assert.Equal(HttpStatusCode.NoContent, await errors.DiscardAsync(ErrorClient.IdOf(large)));
    }

    /// <summary>Where messages of a queue are: one that is in no queue is in hand somewhere, and not acknowledged.</summary>
    private static async Task<string> WaitingAsync(RawBroker raw, string queue)
    {
        var counts = new List<string>();
        foreach (var name in new[] { queue, $"{queue}_error", $"{queue}_skipped" })
        {
            try
            {
                counts.Add($"{await raw.CountAsync(name)} in {name}");
            }
            catch (OperationInterruptedException)
            {
                counts.Add($"no {name}");
            }
        }

        return $"Messages that wait: {string.Join(", ", counts)}.";
    }

    /// <summary>What the service says of messages that it can't keep.</summary>
    private static string TriedAgain(Site running) => string.Join(
        '\n',
        running["AllInOne"].Output.Where(line => line.Contains("it is tried again", StringComparison.Ordinal)).TakeLast(5));

    private static string Text(JsonObject error, string member) => error[member]?.GetValue<string>() ?? "";

    private static IEnumerable<string> Times(IEnumerable<JsonObject> errors) =>
        errors.Select(error => $"{error["id"]} {error["firstFailedAt"]}").Order(StringComparer.Ordinal);

    private static Dictionary<string, (string Body, string? ContentType)> WrongMessages(string queue)
    {
        var type = Queues[queue];
        var wrong = new Dictionary<string, (string Body, string? ContentType)>
        {
            ["not JSON"] = ("}{ nothing", Envelope),
            ["another content type"] = ("hello", "text/plain"),
            ["no content type"] = ("hello there", null),
            ["an array"] = ("[1, 2, 3]", Envelope),
            ["an empty body"] = ("", Envelope),
            ["null"] = ("null", Envelope),
            ["members missing"] = (Wrapped("{}", type), Envelope),
            ["no message at all"] = (Wrapped("null", type), Envelope),
            ["invalid ids"] = (Wrapped("""{"tenant": "../acme", "user": "nobody", "group": 7, "generation": "many"}""", type), Envelope),
            ["an unknown type"] = (Wrapped("{}", "urn:message:Scim.Bus.Contracts:FromTheFuture"), Envelope),
        };
        if (type == typeof(ApplyAccount))
            wrong["an unknown value of an enumeration"] = (Wrapped(WithAlienKind(), type), Envelope);
        return wrong;
    }

    private static string WithAlienKind()
    {
        var message = JsonSerializer.SerializeToNode(
            new ApplyAccount
            {
                Tenant = TenantId.Parse("acme", null),
                User = new UserId(Guid.NewGuid()),
                Generation = 1,
                Exists = true,
                Active = true,
                Profile = new UserProfile { UserName = "ann", WorkEmail = "ann@acme.example" },
                ProfileVersion = 1,
                ChangedAt = new Dictionary<string, long>(),
            },
            JsonSerializerOptions.Web)!;
        message["profile"]!["kind"] = "alien";
        return message.ToJsonString();
    }

    private static string Wrapped(string message, Type type) => Wrapped(message, $"urn:message:{MessageExchange.NameOf(type)}");

    private static string Wrapped(string message, string urn) =>
        $$"""{"messageId": "{{Guid.NewGuid()}}", "messageType": ["{{urn}}"], "message": {{message}}}""";
}
