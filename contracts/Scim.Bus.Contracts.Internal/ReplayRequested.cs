namespace Scim.Bus.Contracts.Internal;

/// <summary>Ingress to the other services: send your part of a replay, or stop sending it.</summary>
public sealed record ReplayRequested : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    /// <summary>Id of the replay.</summary>
    public required Guid Replay { get; init; }

    /// <summary>The queue of one subscriber; null for all subscribers.</summary>
    public string? Queue { get; init; }

    /// <summary>Maximum number of messages a second of each service.</summary>
    public required int Rate { get; init; }

    /// <summary>What is to be sent. A service ignores the types of others.</summary>
    public required IReadOnlyList<ReplayType> Types { get; init; }

    /// <summary>True if the replay was cancelled.</summary>
    public bool Cancelled { get; init; }
}
