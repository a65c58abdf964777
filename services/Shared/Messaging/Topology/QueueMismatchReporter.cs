using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using MassTransit;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Scim.Bus.Messaging.Topology;

/// <summary>
/// Logs what to do when a queue exists with other arguments than <see cref="QueueArguments"/>, such as one that an earlier version
/// declared. MassTransit retries for ever and its log does not say why.
/// </summary>
/// <remarks>One line for each queue. The process keeps running: once the queue is deleted, the next attempt declares it again.</remarks>
public sealed partial class QueueMismatchReporter(ILogger<QueueMismatchReporter> logger) : IReceiveEndpointObserver
{
    private readonly ConcurrentDictionary<string, bool> _reported = new(StringComparer.Ordinal);

    /// <summary>Logs the mismatch if that is what an exception of the transport is about; ignores any other exception.</summary>
    public void Report(Exception? exception)
    {
        if (Find(exception) is not { } match)
            return;
        var queue = match.Groups["queue"].Value;
        if (!_reported.TryAdd(queue, true))
            return;
        logger.LogError(
            "Queue {Queue} exists with another {Argument} ({Difference}), so nothing is sent to it or read from it. "
            + "Move its messages away if they matter, then delete it (rabbitmqctl delete_queue {Queue}); "
            + "the service then declares it again",
            queue, match.Groups["argument"].Value, match.Groups["difference"].Value, queue);
    }

    /// <summary>True if an exception of the transport is about a queue that exists with other arguments.</summary>
    public static bool IsMismatch(Exception? exception) => Find(exception) is not null;

    /// <inheritdoc />
    public Task Faulted(ReceiveEndpointFaulted faulted)
    {
        Report(faulted.Exception);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Ready(ReceiveEndpointReady ready) => Task.CompletedTask;

    /// <inheritdoc />
    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    /// <inheritdoc />
    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    private static Match? Find(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is OperationInterruptedException { ShutdownReason: { ReplyCode: Constants.PreconditionFailed } reason }
                && Refusal.Match(reason.ReplyText) is { Success: true } match)
            {
                return match;
            }
        }

        return null;
    }

    /// <summary>RabbitMQ's reply to a declaration that differs from the existing queue.</summary>
    [GeneratedRegex(
        "inequivalent arg '(?<argument>[^']*)' for queue '(?<queue>[^']*)' in vhost '[^']*': (?<difference>.*)", RegexOptions.None, 1_000)]
    private static partial Regex Refusal { get; }
}
