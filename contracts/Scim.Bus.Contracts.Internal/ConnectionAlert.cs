namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Ingress to Notifications: something is wrong with the connection of a tenant's identity provider. Published once for each time.
/// </summary>
public sealed record ConnectionAlert : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required ConnectionTrouble Trouble { get; init; }

    /// <summary>Since when, UTC: the first refusal, or the last request. An alert is newer than one of an earlier time.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How many requests were refused within a day.</summary>
    public long Refusals { get; init; }

    /// <summary>Why most of them were refused, for people to read; null if none was.</summary>
    public string? Reason { get; init; }

    /// <summary>What to do about it; null if nothing was refused.</summary>
    public string? Advice { get; init; }
}
