namespace Scim.Bus.Contracts.Internal;

/// <summary>A service to Ingress: how far its part of a replay is.</summary>
public sealed record ReplayProgress : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    /// <summary>Id of the replay.</summary>
    public required Guid Replay { get; init; }

    public required ReplayType Type { get; init; }

    /// <summary>Number of messages sent so far.</summary>
    public required long Sent { get; init; }

    /// <summary>True if there is nothing left to send.</summary>
    public bool Done { get; init; }

    /// <summary>Why the last page could not be sent; null if it was.</summary>
    public string? Problem { get; init; }
}
