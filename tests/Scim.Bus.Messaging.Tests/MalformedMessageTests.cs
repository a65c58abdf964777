using System.Text;
using System.Text.Json;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests;

/// <summary>Unreadable messages are set aside unchanged and do not block the queue.</summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class MalformedMessageTests(RabbitMqFixture rabbit)
{
    private const string Queue = "accounts-apply-account";
    private const string Envelope = "application/vnd.masstransit+json";

    private static readonly Dictionary<string, (string Body, string? ContentType)> Broken = new()
    {
        ["not JSON"] = ("}{ nothing", Envelope),
        ["an array"] = ("[1, 2, 3]", Envelope),
        ["null"] = ("null", Envelope),
        ["an empty body"] = ("", Envelope),
        ["no content type"] = ("hello", null),
        ["text"] = ("hello", "text/plain"),
        ["an unknown content type"] = ("{}", "application/x-nobody"),
        ["a message without an envelope"] = (Message("bare"), "application/json"),
        ["a message of the wrong shape"] = (Wrapped("""{"user": [], "generation": "many"}"""), Envelope),
        ["a message with nothing in it"] = (Wrapped("{}"), Envelope),
        ["no message at all"] = (Wrapped("null"), Envelope),
        ["an invalid tenant id"] = (Wrapped(Message("wrong").Replace("acme", "../acme", StringComparison.Ordinal)), Envelope),
    };

    [SkippableFact]
    public async Task A_malformed_message_goes_to_the_error_queue_and_those_after_it_are_handled()
    {
        await using var site = new Site(await (await rabbit.GetAsync()).CreateVirtualHostAsync());
        await site.StartAsync("Ingress");
        await site.StartAsync("Accounts");
        await using var raw = await RawBroker.ConnectAsync(site.VirtualHost);

        foreach (var (name, (body, contentType)) in Broken)
            await raw.PutAsync(Queue, name, Encoding.UTF8.GetBytes(body), contentType);
        await raw.PutAsync(Queue, "good", Encoding.UTF8.GetBytes(Wrapped(Message("good"))), Envelope);

        await Eventually.Be(async () => Assert.Single(await site.UsersWithAccountsAsync()));
        await Eventually.Be(async () => Assert.Equal(Broken.Count, (await site.Errors("Accounts").ListAsync()).Count));
        Assert.Equal(0u, await raw.CountAsync(Queue));
        Assert.Equal(0u, await raw.CountAsync($"{Queue}_error"));
        // Their ids follow from the bytes of their bodies: what is retried and comes back with the same id was not changed.
        var aside = await IdsAsync(attempts: 1);
        await site.Errors("Accounts").RetryAllAsync();
        await Eventually.Be(async () => Assert.Equal(aside, await IdsAsync(attempts: 2)));
        Assert.Single(await site.UsersWithAccountsAsync());

        async Task<IEnumerable<string>> IdsAsync(int attempts) => (await site.Errors("Accounts").ListAsync($"attempts eq {attempts}"))
            .Select(ErrorClient.IdOf)
            .Order(StringComparer.Ordinal);
    }

    [SkippableFact]
    public async Task A_message_of_a_type_that_the_service_does_not_know_goes_to_the_skipped_queue()
    {
        await using var site = new Site(await (await rabbit.GetAsync()).CreateVirtualHostAsync());
        await site.StartAsync("Ingress");
        await site.StartAsync("Accounts");
        await using var raw = await RawBroker.ConnectAsync(site.VirtualHost);

        var unknown = Wrapped("{}", "urn:message:Scim.Bus.Contracts:FromTheFuture");
        await raw.PutAsync(Queue, "unknown", Encoding.UTF8.GetBytes(unknown), Envelope);
        await raw.PutAsync(Queue, "good", Encoding.UTF8.GetBytes(Wrapped(Message("good"))), Envelope);

        await Eventually.Be(async () => Assert.Single(await site.UsersWithAccountsAsync()));
        var error = await Eventually.Get(async () => (await site.Errors("Accounts").ListAsync()).SingleOrDefault());
        Assert.Equal("FromTheFuture", error["messageType"]!.GetValue<string>());
        Assert.Equal(
            "The service has no consumer for messages of type FromTheFuture: it may be older than the sender.",
            error["reason"]!.GetValue<string>());
    }

    [SkippableFact]
    public async Task The_queues_of_errors_are_durable_quorum_queues_as_all_of_ours()
    {
        var broker = await rabbit.GetAsync();
        await using var site = new Site(await broker.CreateVirtualHostAsync());
        await site.StartAsync("Ingress");
        await site.StartAsync("Accounts");
        await using var raw = await RawBroker.ConnectAsync(site.VirtualHost);
        await raw.PutAsync(Queue, "broken", "nothing"u8.ToArray(), Envelope);
        await Eventually.Be(
            async () => Assert.Single(
                await broker.QueuesAsync(site.VirtualHost),
                queue => queue is { Name: $"{Queue}_error", Type: "quorum", Durable: true, Messages: 0, Consumers: 1 }));
    }

    private static string Wrapped(string message, string type = "urn:message:Scim.Bus.Contracts.Internal:ApplyAccount") =>
        $$"""{"messageId": "{{Guid.NewGuid()}}", "messageType": ["{{type}}"], "message": {{message}}}""";

    private static string Message(string name) => JsonSerializer.Serialize(
        new ApplyAccount
        {
            Tenant = TenantId.Parse("acme", null),
            User = new UserId(Guid.NewGuid()),
            Generation = 1,
            Exists = true,
            Active = true,
            Profile = new UserProfile { UserName = name, WorkEmail = $"{name}@acme.example" },
            ProfileVersion = 1,
            ChangedAt = new Dictionary<string, long>(),
        },
        JsonSerializerOptions.Web);
}
