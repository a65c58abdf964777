using System.Globalization;
using System.Text.RegularExpressions;
using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Recognises a message that is larger than the broker takes (<c>max_message_size</c>). The broker closes the channel with a reply that
/// names the limit, so everything that waits for its confirmation on that channel fails by it: a message is refused only if it is larger
/// than the limit itself. A negative confirmation says nothing about the message: the queue may be full, or without a leader for now.
/// </summary>
internal sealed partial class SizeRefusalObserver : IPublishObserver
{
    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class =>
        LimitIn(exception) is { } limit && context.BodyLength > limit && context.TryGetPayload(out PublishAttempt? attempt)
            ? attempt.RefuseAsync($"It has {context.BodyLength} bytes, and the broker takes {limit} (max_message_size).")
            : Task.CompletedTask;

    /// <summary>The limit in the broker's reply; null if the exception is about something else.</summary>
    private static long? LimitIn(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is OperationInterruptedException { ShutdownReason: { ReplyCode: Constants.PreconditionFailed } reason }
                && Reply.Match(reason.ReplyText) is { Success: true } match)
            {
                return long.Parse(match.Groups["limit"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    [GeneratedRegex("message size [0-9]+ is larger than (configured )?max size (?<limit>[0-9]{1,18})", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Reply { get; }
}
