using System.Text.Json;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests;

/// <summary>A stored message that can't be published, as a return to an older version leaves it, holds up none of those after it.</summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class UnpublishableMessageTests(RabbitMqFixture rabbit)
{
    private const string Queue = "provisioning-user";

    public static TheoryData<string> Faults => ["unknown type", "body of another shape", "body is null"];

    [SkippableTheory]
    [MemberData(nameof(Faults))]
    public async Task Messages_after_one_that_can_not_be_read_are_published(string fault)
    {
        var virtualHost = await (await rabbit.GetAsync()).CreateVirtualHostAsync();
        using var folder = new TempFolder("unpublishable");
        await using var host = await RelayHost.StartAsync(
            virtualHost, new Dictionary<string, string?> { ["Store:Engine"] = "Sqlite", ["Store:Path"] = folder.Path });
        var letter = Letter.LeftBehind("letter", messages: 3, DateTimeOffset.UtcNow);
        var pending = letter.Body.Pending;
        var bad = fault switch
        {
            "unknown type" => pending[0] with { Type = "Scim.Bus.Contracts.OfAnotherVersion" },
            "body of another shape" => pending[0] with { Body = JsonSerializer.SerializeToElement("a text") },
            _ => pending[0] with { Body = JsonSerializer.SerializeToElement<string?>(null) },
        };
        await host.Outbox.InsertAsync(letter with { Body = letter.Body.WithPending([bad, pending[1], pending[2]]) }, default);

        await Eventually.Be(async () =>
        {
            var stored = await host.Letters.GetAsync(Letter.Tenant, letter.Id, default);
            Assert.Equal([bad.MessageId], stored!.Body.Pending.Select(message => message.MessageId));
            Assert.NotNull(stored.DueAt);
        });
        await using var raw = await RawBroker.ConnectAsync(virtualHost);
        var published = await raw.TakeAllAsync(Queue, quiet: TimeSpan.FromSeconds(1));
        Assert.Equal(
            [pending[1].MessageId.ToString(), pending[2].MessageId.ToString()],
            published.Select(message => message.MessageId!).Distinct(StringComparer.Ordinal));
    }
}
