namespace Scim.Bus.Contracts.Internal;

/// <summary>A service to Provisioning: a step can't be done as things are.</summary>
public sealed record StepRefused
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>The order that was refused.</summary>
    public required long Order { get; init; }

    /// <summary>Whether it may be possible later by itself, as when an e-mail address is still another account's that is about to lose it.</summary>
    public required bool MayPass { get; init; }

    /// <summary>Why, for people to read.</summary>
    public required string Reason { get; init; }
}
