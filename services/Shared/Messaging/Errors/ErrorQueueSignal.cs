using System.Threading.Channels;
using MassTransit;

namespace Scim.Bus.Messaging.Errors;

/// <summary>
/// Signals that MassTransit has just moved a message of a queue aside: its <c>_error</c> or <c>_skipped</c> queue may have come to exist.
/// </summary>
internal sealed class ErrorQueueSignal : IReceiveObserver
{
    private readonly Channel<(string Queue, ErrorKind Kind)> _moved = Channel.CreateBounded<(string Queue, ErrorKind Kind)>(
        new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>The queues to look for: which messages were moved from, and why. Some are dropped if nobody reads them.</summary>
    public ChannelReader<(string Queue, ErrorKind Kind)> Moved => _moved.Reader;

    /// <summary>Signals that a queue should be looked for, also because it is no longer consumed.</summary>
    public void Look(string queue, ErrorKind kind) => _moved.Writer.TryWrite((queue, kind));

    public Task PostReceive(ReceiveContext context)
    {
        if (context.IsFaulted || !context.IsDelivered)
            Look(context.InputAddress.Segments[^1], context.IsFaulted ? ErrorKind.Failed : ErrorKind.Skipped);
        return Task.CompletedTask;
    }

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;
}
