using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>A message that is larger than the broker takes is no outage: it is set aside, and no other is held up by it.</summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class MessageSizeTests(RabbitMqFixture rabbit)
{
    private const string Parameter = "max_message_size";
    private const long DefaultLimit = 134_217_728;
    private const int Limit = 60_000;
    private const int Letters = 30;

    [SkippableFact]
    public async Task A_message_that_the_broker_refuses_for_its_size_is_set_aside_and_the_others_are_published()
    {
        var broker = await rabbit.GetAsync();
        var virtualHost = await broker.CreateVirtualHostAsync();
        using var folder = new TempFolder("too-large");
        await broker.SetParameterAsync(Parameter, Limit);
        try
        {
            await using var host = await RelayHost.StartAsync(
                virtualHost,
                new Dictionary<string, string?> { ["Store:Engine"] = "Sqlite", ["Store:Path"] = folder.Path },
                services => services.AddErrors(Letter.Collection.Service));
            var large = Large();
            var letters = Enumerable.Range(0, Letters)
                .Select(i => Letter.LeftBehind($"letter-{i}", messages: 3, DateTimeOffset.UtcNow))
                .ToList();
            letters[0] = letters[0] with { Body = letters[0].Body.WithPending([large, .. letters[0].Body.Pending]) };
            foreach (var letter in letters)
                await host.Outbox.InsertAsync(letter, default);

            foreach (var letter in letters)
            {
                await Eventually.Be(
                    async () => Assert.Empty((await host.Letters.GetAsync(Letter.Tenant, letter.Id, default))!.Body.Pending));
            }

            var error = Assert.Single(await host.Errors.Records.QueryAsync(
                new DocumentQuery { Tenant = ErrorCollections.Partition, Limit = 10 }, default));
            Assert.Equal(nameof(TimelineEntry), error.Body.MessageType);
            Assert.Contains($"{Limit}", error.Body.Reason, StringComparison.Ordinal);

            // An operator who raises the limit retries it. The channels that are open keep the old one.
            await Assert.ThrowsAsync<UnpublishableMessageException>(() => host.Actions.RetryAsync(host.Errors, error, default));
        }
        finally
        {
            await broker.SetParameterAsync(Parameter, DefaultLimit);
        }

        await using var raw = await RawBroker.ConnectAsync(virtualHost);
        var published = await raw.TakeAllAsync("provisioning-user", quiet: TimeSpan.FromSeconds(1));
        Assert.Equal(3 * Letters, published.Select(message => message.MessageId).Distinct(StringComparer.Ordinal).Count());
        Assert.Null(await raw.TakeAsync("console-timeline"));
    }

    private static PendingMessage Large() => PendingMessage.Create(
        new TimelineEntry
        {
            Tenant = Letter.Tenant,
            User = new UserId(Guid.NewGuid()),
            Step = "test",
            Outcome = TimelineOutcome.Ok,
            Detail = new string('x', 2 * Limit),
            OccurredAt = DateTimeOffset.UtcNow,
        },
        Guid.NewGuid(),
        DateTimeOffset.UtcNow);
}
