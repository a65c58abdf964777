namespace Scim.Bus.Outbox;

/// <summary>Keeps messages that can't be published, for an operator to see, outside of the documents whose outboxes they were in.</summary>
public interface IUnpublishableMessages
{
    /// <summary>
    /// Keeps a message. Once the task completes with true, the message may leave its outbox. May be repeated for the same message.
    /// </summary>
    /// <returns>False if nothing keeps such messages for this service: the message then stays in its outbox.</returns>
    Task<bool> TryKeepAsync(UnpublishableMessage message, CancellationToken cancellationToken);
}
