namespace Scim.Bus.Contracts.Internal;

/// <summary>A service to Provisioning: it refuses a command, for the time being or for good.</summary>
public sealed record StepRefused : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>Generation of the command that was refused.</summary>
    public required long Generation { get; init; }

    /// <summary>
    /// True for a transient refusal: the same command may succeed later, as when another account is about to give up the e-mail address.
    /// </summary>
    public required bool MayPass { get; init; }

    /// <summary>Reason, for people to read.</summary>
    public required string Reason { get; init; }
}
