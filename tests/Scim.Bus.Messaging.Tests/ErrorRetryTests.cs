using System.Diagnostics;
using Scim.Bus.Contracts;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests;

/// <summary>A message that failed is handled as it was once the cause is mended, on RabbitMQ and in memory.</summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class ErrorRetryTests(RabbitMqFixture rabbit)
{
    [SkippableTheory]
    [InlineData("RabbitMq")]
    [InlineData("InMemory")]
    public async Task A_message_waits_until_its_cause_is_mended_and_is_handled_then(string transport)
    {
        using var traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(traces);
        using var folder = new TempFolder("mendable");
        await using var host = await MendableHost.StartAsync(folder.Path, await VirtualHostAsync(transport));
        var (messageId, user) = (Guid.NewGuid(), new UserId(Guid.NewGuid()));
        await host.PublishAsync(messageId, user);

        var error = Assert.Single(await Eventually.Get(async () => await host.ListAsync() is { Count: > 0 } listed ? listed : null)).Body;
        Assert.Equal(ErrorKind.Failed, error.Kind);
        Assert.Equal(MendableHost.Queue, error.Queue);
        Assert.Equal("UserTimeoutElapsed", error.MessageType);
        Assert.Equal(MendableHost.Tenant, error.Tenant);
        Assert.StartsWith("The broken thing", error.Reason, StringComparison.Ordinal);
        Assert.Equal(1, error.Attempts);
        Assert.NotNull(error.TraceParent);
        Assert.DoesNotContain(error.Headers, header => header.Name.StartsWith("MT-Fault", StringComparison.Ordinal));

        await host.RetryAsync(Assert.Single(await host.ListAsync()));
        await Eventually.Be(async () => Assert.Equal(2, Assert.Single(await host.ListAsync()).Body.Attempts));
        Assert.Equal(error.FirstFailedAt, Assert.Single(await host.ListAsync()).Body.FirstFailedAt);

        host.Workshop.IsMended = true;
        await host.RetryAsync(Assert.Single(await host.ListAsync()));
        await Eventually.Be(() => Assert.Equal((messageId, user), Assert.Single(host.Workshop.Handled)));
        Assert.Empty(await host.ListAsync());
    }

    [Fact]
    public async Task In_memory_a_message_that_can_not_be_read_comes_back_from_a_retry()
    {
        using var folder = new TempFolder("unreadable");
        await using var host = await MendableHost.StartAsync(folder.Path, virtualHost: null);
        await host.Errors.SaveAsync(
            new FailedMessage
            {
                Queue = MendableHost.Queue,
                Kind = ErrorKind.Failed,
                Body = "Not JSON"u8.ToArray(),
                MessageId = Guid.NewGuid().ToString(),
                ContentType = "application/vnd.masstransit+json",
                Headers = [],
            },
            default);
        await host.RetryAsync(Assert.Single(await host.ListAsync()));
        Assert.Equal(2, Assert.Single(await host.ListAsync()).Body.Attempts);
    }

    [Fact]
    public async Task In_memory_what_is_set_aside_survives_the_process()
    {
        using var folder = new TempFolder("mendable");
        await using (var host = await MendableHost.StartAsync(folder.Path, virtualHost: null))
        {
            // Completes: the message is safe, although nobody could handle it.
            await host.PublishAsync(Guid.NewGuid(), new UserId(Guid.NewGuid()));
            Assert.Single(await host.ListAsync());
        }

        await using var again = await MendableHost.StartAsync(folder.Path, virtualHost: null);
        again.Workshop.IsMended = true;
        await again.RetryAsync(Assert.Single(await again.ListAsync()));
        Assert.Single(again.Workshop.Handled);
        Assert.Empty(await again.ListAsync());
    }

    private async Task<string?> VirtualHostAsync(string transport) =>
        transport == "RabbitMq" ? await (await rabbit.GetAsync()).CreateVirtualHostAsync() : null;
}
