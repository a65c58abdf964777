using System.Globalization;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Errors;

/// <summary>
/// Tells a user's saga that a command of it was set aside, so that it is <c>Faulted</c> with that reason instead of waiting, and lets it go
/// on when the command is retried.
/// </summary>
internal sealed class SagaNotifier(IMessagePublisher publisher, TimeProvider time)
{
    /// <summary>
    /// Refuses the step for good, unless the saga wants something else by now. Does nothing if no saga waits for the message.
    /// </summary>
    public Task SetAsideAsync(ErrorRecord record, CancellationToken cancellationToken) => record.Step is { } step
        ? PublishAsync(
            new CommandRefused
            {
                Tenant = step.Tenant,
                User = step.User,
                Generation = step.Generation,
                MayPass = false,
                Reason = $"The command was set aside as error {record.Id}.",
            },
            record,
            cancellationToken)
        : Task.CompletedTask;

    /// <summary>Clears the saga's fault.</summary>
    public Task RetryAsync(ErrorRecord record, CancellationToken cancellationToken) => record.Step is { } step
        ? PublishAsync(new RetryUser { Tenant = step.Tenant, User = step.User }, record, cancellationToken)
        : Task.CompletedTask;

    private Task PublishAsync<T>(T message, ErrorRecord record, CancellationToken cancellationToken)
        where T : class
    {
        var id = MessageIds.Create(string.Create(CultureInfo.InvariantCulture, $"{record.Id}/{record.Attempts}/{typeof(T).Name}"));
        var pending = PendingMessage.Create(message, id, time.GetUtcNow());
        return publisher.PublishAsync(pending with { TraceParent = record.TraceParent ?? pending.TraceParent }, cancellationToken);
    }
}
