using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

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
        // In any order: they are published side by side.
        Assert.Equal(
            new[] { pending[1].MessageId.ToString(), pending[2].MessageId.ToString() }.Order(StringComparer.Ordinal),
            published.Select(message => message.MessageId!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task A_message_that_can_not_be_published_is_set_aside_tried_at_each_start_and_replaced_when_it_is_discarded()
    {
        var virtualHost = await (await rabbit.GetAsync()).CreateVirtualHostAsync();
        using var folder = new TempFolder("set-aside");
        var store = new Dictionary<string, string?> { ["Store:Engine"] = "Sqlite", ["Store:Path"] = folder.Path };
        var letter = Letter.LeftBehind("letter", messages: 3, DateTimeOffset.UtcNow);
        var pending = letter.Body.Pending;
        var bad = pending[0] with { Type = "Scim.Bus.Contracts.OfAnotherVersion" };
        string id;
        int attempts;
        await using (var host = await RelayHost.StartAsync(virtualHost, store, KeepErrors))
        {
            await host.Outbox.InsertAsync(letter with { Body = letter.Body.WithPending([bad, pending[1], pending[2]]) }, default);
            await Eventually.Be(async () => Assert.Empty((await host.Letters.GetAsync(Letter.Tenant, letter.Id, default))!.Body.Pending));
            var error = Assert.Single(await ListAsync(host));
            id = error.Id;
            Assert.Equal("outbox:letters-letters", error.Body.Queue);
            Assert.Equal("OfAnotherVersion", error.Body.MessageType);
            Assert.Equal(Letter.Tenant, error.Body.Tenant);
            Assert.Contains("Unknown message type", error.Body.Reason, StringComparison.Ordinal);
            await Assert.ThrowsAsync<UnpublishableMessageException>(() => host.Actions.RetryAsync(host.Errors, error, default));
            attempts = Assert.Single(await ListAsync(host)).Body.Attempts;
            Assert.True(attempts > error.Body.Attempts);
        }

        await using (var host = await RelayHost.StartAsync(virtualHost, store, KeepErrors))
        {
            await Eventually.Be(async () => Assert.Equal(attempts + 1, Assert.Single(await ListAsync(host)).Body.Attempts));
            var error = Assert.Single(await ListAsync(host));
            Assert.Equal(id, error.Id);
            await host.Actions.DiscardAsync(host.Errors, error, force: false, default);
            Assert.Empty(await ListAsync(host));
            await Eventually.Be(async () => Assert.Empty((await host.Letters.GetAsync(Letter.Tenant, letter.Id, default))!.Body.Pending));
        }

        await using var raw = await RawBroker.ConnectAsync(virtualHost);
        var published = await raw.TakeAllAsync(Queue, quiet: TimeSpan.FromSeconds(1));
        var ids = published.Select(message => message.MessageId!).Distinct(StringComparer.Ordinal).ToList();
        Assert.Equal(3, ids.Count);
        Assert.Equal(
            new[] { pending[1].MessageId.ToString(), pending[2].MessageId.ToString() }.Order(StringComparer.Ordinal),
            ids[..2].Order(StringComparer.Ordinal));
        Assert.Contains(LetterNow.User.ToString(), System.Text.Encoding.UTF8.GetString(published[^1].Body), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_version_that_knows_the_message_publishes_it_at_its_start()
    {
        var virtualHost = await (await rabbit.GetAsync()).CreateVirtualHostAsync();
        using var folder = new TempFolder("known-again");
        var store = new Dictionary<string, string?> { ["Store:Engine"] = "Sqlite", ["Store:Path"] = folder.Path };
        var letter = Letter.LeftBehind("letter", messages: 1, DateTimeOffset.UtcNow);
        var good = letter.Body.Pending[0];
        await using (var host = await RelayHost.StartAsync(virtualHost, store, KeepErrors))
        {
            await host.Outbox.InsertAsync(
                letter with { Body = letter.Body.WithPending([good with { Type = "Scim.Bus.Contracts.OfAnotherVersion" }]) }, default);
            await Eventually.Be(async () => Assert.Single(await ListAsync(host)));
            // As if the next version had the type.
            var error = Assert.Single(await ListAsync(host));
            var known = error.Body with { Unpublishable = error.Body.Unpublishable! with { Message = good } };
            Assert.NotNull((await host.Errors.Records.ReplaceAsync(error with { Body = known }, default)).Document);
        }

        await using (var host = await RelayHost.StartAsync(virtualHost, store, KeepErrors))
            await Eventually.Be(async () => Assert.Empty(await ListAsync(host)));
        await using var raw = await RawBroker.ConnectAsync(virtualHost);
        Assert.Equal(good.MessageId.ToString(), (await raw.TakeAsync(Queue))?.MessageId);
    }

    private static void KeepErrors(IServiceCollection services) =>
        services.AddErrors(Letter.Collection.Service).AddSingleton<IPresentState<Letter>, LetterNow>();

    private static Task<IReadOnlyList<Document<ErrorRecord>>> ListAsync(RelayHost host) =>
        host.Errors.Records.QueryAsync(new DocumentQuery { Tenant = ErrorCollections.Partition, Limit = 10 }, default);

    /// <summary>Says the present state of a letter: a user that no other message names.</summary>
    private sealed class LetterNow : IPresentState<Letter>
    {
        public static readonly UserId User = new(Guid.NewGuid());

        public Task<IReadOnlyList<PendingMessage>> DescribeAsync(
            Letter body, PendingMessage discarded, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<PendingMessage>>(
            [
                PendingMessage.Create(
                    new UserTimeoutElapsed { Tenant = Letter.Tenant, User = User }, Guid.NewGuid(), DateTimeOffset.UtcNow),
            ]);
    }
}
