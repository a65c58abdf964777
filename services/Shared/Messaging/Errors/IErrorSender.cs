namespace Scim.Bus.Messaging.Errors;

/// <summary>Sends a message that was set aside to its queue again, as it was.</summary>
internal interface IErrorSender
{
    /// <summary>
    /// Sends the message. Once the task completes, it can't be lost: the broker has confirmed it; on the in-memory transport it was
    /// handled, or set aside again.
    /// </summary>
    /// <exception cref="Outbox.BrokerUnavailableException">The broker can't take it now.</exception>
    /// <exception cref="InvalidOperationException">There is no such queue.</exception>
    Task SendAsync(ErrorRecord record, byte[] body, CancellationToken cancellationToken);
}
