namespace Scim.Bus.Contracts.Internal;

/// <summary>A service to Provisioning: a step can't be done, and trying it again won't help until something changes.</summary>
public sealed record StepRefused
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>The order that was refused.</summary>
    public required long Order { get; init; }

    /// <summary>Why, for people to read.</summary>
    public required string Reason { get; init; }
}
