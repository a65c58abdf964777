namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Payload of a message's publish context: one call to publish it, in which MassTransit may try several times. Without it, MassTransit
/// would go on with a message that the broker refuses until the time is up, and only say that it was.
/// </summary>
internal sealed class PublishAttempt(CancellationTokenSource timeout)
{
    /// <summary>Why the broker refuses the message for good; null if it does not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Notes that the broker refuses the message for good, and ends the attempt.</summary>
    public Task RefuseAsync(string reason)
    {
        Refusal = reason;
        // An attempt whose time was up is over, and its source may be disposed of.
        return timeout.IsCancellationRequested ? Task.CompletedTask : timeout.CancelAsync();
    }
}
