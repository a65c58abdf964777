using System.Text;
using System.Text.Json;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests;

/// <summary>Unreadable messages are set aside unchanged and do not block the queue.</summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class MalformedMessageTests(RabbitMqFixture rabbit, IngressAndAccounts shared) : IClassFixture<IngressAndAccounts>
{
    private const string Queue = "accounts-apply-account";
    private const string OtherQueue = "accounts-tenant";

    /// <summary>The errors of the queue, but for those of types that the service does not know.</summary>
    private const string OfQueue = $"queue eq \"{Queue}\" and not (messageType eq \"FromTheFuture\")";

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
        var site = await shared.GetAsync(rabbit);
        await using var raw = await RawBroker.ConnectAsync(site.VirtualHost);

        foreach (var (name, (body, contentType)) in Broken)
            await raw.PutAsync(Queue, name, Encoding.UTF8.GetBytes(body), contentType);
        var user = await PutGoodAsync(raw);

        await Eventually.Be(async () => Assert.Contains(user, await site.UsersWithAccountsAsync()));
        await Eventually.Be(async () => Assert.Equal(Broken.Count, (await site.Errors("Accounts").ListAsync(OfQueue)).Count));
        Assert.Equal(0u, await raw.CountAsync(Queue));
        Assert.Equal(0u, await raw.CountAsync($"{Queue}_error"));
        var users = await site.UsersWithAccountsAsync();
        // Their ids follow from the bytes of their bodies: what is retried and comes back with the same id was not changed.
        var aside = await IdsAsync(attempts: 1);
        await site.Errors("Accounts").RetryAllAsync(OfQueue);
        await Eventually.Be(async () => Assert.Equal(aside, await IdsAsync(attempts: 2)));
        Assert.Equal(users, await site.UsersWithAccountsAsync());

        async Task<IEnumerable<string>> IdsAsync(int attempts)
        {
            var listed = await site.Errors("Accounts").ListAsync($"{OfQueue} and attempts eq {attempts}");
            return listed.Select(ErrorClient.IdOf).Order(StringComparer.Ordinal);
        }
    }

    [SkippableFact]
    public async Task A_message_of_a_type_that_the_service_does_not_know_goes_to_the_skipped_queue()
    {
        var site = await shared.GetAsync(rabbit);
        await using var raw = await RawBroker.ConnectAsync(site.VirtualHost);

        var unknown = Wrapped("{}", "urn:message:Scim.Bus.Contracts:FromTheFuture");
        await raw.PutAsync(Queue, "unknown", Encoding.UTF8.GetBytes(unknown), Envelope);
        var user = await PutGoodAsync(raw);

        await Eventually.Be(async () => Assert.Contains(user, await site.UsersWithAccountsAsync()));
        var error = await Eventually.Get(
            async () => (await site.Errors("Accounts").ListAsync("messageType eq \"FromTheFuture\"")).SingleOrDefault());
        Assert.Equal("FromTheFuture", error["messageType"]!.GetValue<string>());
        Assert.Equal(
            "The service has no consumer for messages of type FromTheFuture: it may be older than the sender.",
            error["reason"]!.GetValue<string>());
    }

    [SkippableFact]
    public async Task The_queues_of_errors_are_durable_quorum_queues_as_all_of_ours()
    {
        var broker = await rabbit.GetAsync();
        var site = await shared.GetAsync(rabbit);
        await using var raw = await RawBroker.ConnectAsync(site.VirtualHost);
        await raw.PutAsync(OtherQueue, "broken", "nothing"u8.ToArray(), Envelope);
        await Eventually.Be(
            async () => Assert.Single(
                await broker.QueuesAsync(site.VirtualHost),
                queue => queue is { Name: $"{OtherQueue}_error", Type: "quorum", Durable: true, Messages: 0, Consumers: 1 }));
    }

    /// <summary>Puts a command into the queue that the service carries out. Returns the user whose account it makes.</summary>
    private static async Task<string> PutGoodAsync(RawBroker raw)
    {
        var user = new UserId(Guid.NewGuid());
        await raw.PutAsync(Queue, $"good {user}", Encoding.UTF8.GetBytes(Wrapped(Message($"good.{user}", user))), Envelope);
        return user.ToString();
    }

    private static string Wrapped(string message, string type = "urn:message:Scim.Bus.Contracts.Internal:ApplyAccount") =>
        $$"""{"messageId": "{{Guid.NewGuid()}}", "messageType": ["{{type}}"], "message": {{message}}}""";

    private static string Message(string name, UserId? user = null) => JsonSerializer.Serialize(
        new ApplyAccount
        {
            Tenant = TenantId.Parse("acme", null),
            User = user ?? new UserId(Guid.NewGuid()),
            Generation = 1,
            Exists = true,
            Active = true,
            Profile = new UserProfile { UserName = name, WorkEmail = $"{name}@acme.example" },
            ProfileVersion = 1,
            ChangedAt = new Dictionary<string, long>(),
        },
        JsonSerializerOptions.Web);
}
