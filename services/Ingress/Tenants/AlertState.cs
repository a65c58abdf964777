namespace Scim.Bus.Ingress.Tenants;

/// <summary>What a tenant's admins were told of their connection, and when to look at it again.</summary>
internal sealed record AlertState
{
    /// <summary>When to look at the connection, UTC; null for never.</summary>
    public DateTimeOffset? CheckAt { get; init; }

    /// <summary>Since when everything was refused when admins were last told of that, UTC.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When admins were last told that much is refused, UTC.</summary>
    public DateTimeOffset? RefusalsToldAt { get; init; }

    /// <summary>The last request when admins were last told of silence, UTC.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>The state, to be looked at no later than at this time.</summary>
    public AlertState CheckedBy(DateTimeOffset at) => CheckAt <= at ? this : this with { CheckAt = at };
}
