namespace Scim.Bus.Messaging.Supervision;

/// <summary>Finds out whether the broker can be used.</summary>
internal interface IBrokerProbe
{
    /// <summary>True if nothing can keep the bus from starting at once, as on the in-memory transport.</summary>
    bool IsAlwaysThere { get; }

    /// <summary>Logs in to the broker; fails after five seconds. Throws only if cancelled.</summary>
    Task<BrokerAnswer> AskAsync(CancellationToken cancellationToken);
}
