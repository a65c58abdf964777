using Scim.Bus.Soak.Tests.Sites;

namespace Scim.Bus.Soak.Tests.Faults;

/// <summary>The latest messages are published once more, shuffled and some of them several times.</summary>
internal sealed class RepeatMessages() : Fault("messages repeated and shuffled", FaultPart.Broker)
{
    public override async Task RunAsync(SoakSite site, Random random)
    {
        var count = await site.Tap.RepeatAsync(random);
        site.Story.Tell($"{count} messages published once more");
    }
}

/// <summary>Messages that no service can handle: each has to be set aside, and to harm no other.</summary>
internal sealed class PutWrongMessages() : Fault("wrong messages in queues", FaultPart.Broker)
{
    private const string Envelope = "application/vnd.masstransit+json";

    private static readonly string[] Queues =
    [
        "provisioning-user", "provisioning-tenant", "accounts-apply-account", "accounts-access-group-settings", "accounts-tenant",
        "access-groups-group-directory", "access-groups-settings-request", "console-timeline", "notifications-notify-person",
        "notifications-admin-notice",
    ];

    public override async Task RunAsync(SoakSite site, Random random)
    {
        var count = 1 + random.Next(8);
        for (var i = 0; i < count; i++)
        {
            var queue = Queues[random.Next(Queues.Length)];
            var (body, contentType) = Wrong(random);
            await site.Tap.PutAsync(queue, $"wrong-{Guid.NewGuid():n}", body, contentType);
            site.WrongMessages++;
            site.Story.Tell($"A wrong message in {queue}: {body}");
        }
    }

    private static (string Body, string? ContentType) Wrong(Random random)
    {
        var number = random.Next();
        return random.Next(7) switch
        {
            0 => ($"}}{{ nothing {number}", Envelope),
            1 => ($"[{number}]", Envelope),
            2 => ($"hello {number}", null),
            3 => ($$"""{"number":{{number}}}""", "application/x-nobody"),
            4 => (Wrapped("null"), Envelope),
            5 => (Wrapped($$"""{"tenant":"../acme","user":{{number}}}"""), Envelope),
            _ => (Wrapped("{}", "urn:message:Scim.Bus.Contracts:FromTheFuture"), Envelope),
        };

        string Wrapped(string message, string type = "urn:message:Scim.Bus.Contracts.Internal:ApplyAccount") =>
            $$"""{"messageId":"{{Guid.NewGuid()}}","messageType":["{{type}}"],"message":{{message}}}""";
    }
}
