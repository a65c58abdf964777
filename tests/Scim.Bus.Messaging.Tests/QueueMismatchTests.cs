using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Messaging.Topology;

namespace Scim.Bus.Messaging.Tests;

/// <summary>A queue that exists with other arguments than ours is named in the log, with what to do.</summary>
[Collection(RealParts.Name)]
public sealed class QueueMismatchTests(RabbitMqFixture rabbit)
{
    private const string Queue = "accounts-apply-account";
    private const string Difference = "received 'quorum' but current is 'classic'";
    private const string Reply =
        $"PRECONDITION_FAILED - inequivalent arg 'x-queue-type' for queue '{Queue}' in vhost '/': {Difference}";

    [Fact]
    public void A_refused_declaration_is_reported_once_for_each_queue_with_what_to_do()
    {
        var log = new ListLogger<QueueMismatchReporter>();
        var reporter = new QueueMismatchReporter(log);
        reporter.Report(new InvalidOperationException("outer", Refusal(406, Reply)));
        reporter.Report(Refusal(406, Reply));
        reporter.Report(Refusal(406, Reply.Replace(Queue, "another", StringComparison.Ordinal)));

        Assert.Equal(2, log.Lines.Count);
        Assert.Contains($"Queue {Queue} exists with another x-queue-type ({Difference})", log.Lines[0], StringComparison.Ordinal);
        Assert.Contains($"rabbitmqctl delete_queue {Queue}", log.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Other_failures_of_the_broker_are_not_reported_as_a_mismatch()
    {
        var log = new ListLogger<QueueMismatchReporter>();
        var reporter = new QueueMismatchReporter(log);
        reporter.Report(Refusal(404, "NOT_FOUND - no queue 'a' in vhost '/'"));
        reporter.Report(Refusal(406, "PRECONDITION_FAILED - unknown delivery tag 1"));
        reporter.Report(new TimeoutException());
        Assert.Empty(log.Lines);
    }

    [Trait("Needs", "Processes")]
    [SkippableFact]
    public async Task A_service_names_a_queue_with_other_arguments_and_uses_it_once_it_is_deleted()
    {
        var broker = await rabbit.GetAsync();
        await using var site = await Site.CreateAsync(broker);
        await using var raw = await RawBroker.ConnectAsync(site.VirtualHost);
        await raw.DeclareClassicAsync(Queue);
        var accounts = await site.StartAsync("Accounts");

        await Eventually.Be(() => Assert.Single(
            accounts.Output, line => line.Contains($"rabbitmqctl delete_queue {Queue}", StringComparison.Ordinal)));

        await raw.DeleteAsync(Queue);
        await Eventually.Be(async () => Assert.Single(
            await broker.QueuesAsync(site.VirtualHost), queue => queue is { Name: Queue, Type: "quorum", Consumers: 1 }));
    }

    private static OperationInterruptedException Refusal(ushort code, string text) =>
        new(new ShutdownEventArgs(ShutdownInitiator.Peer, code, text));

    private sealed class ListLogger<T> : ILogger<T>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
