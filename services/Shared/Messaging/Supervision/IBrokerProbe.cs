namespace Scim.Bus.Messaging.Supervision;

/// <summary>Finds out whether the broker can be used.</summary>
internal interface IBrokerProbe
{
    /// <summary>Returns whether the broker completes a login within five seconds. Throws only if cancelled.</summary>
    Task<bool> AnswersAsync(CancellationToken cancellationToken);
}
