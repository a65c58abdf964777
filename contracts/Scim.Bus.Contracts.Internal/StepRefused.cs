namespace Scim.Bus.Contracts.Internal;

/// <summary>A service to Provisioning: a command can't be carried out as things are.</summary>
public sealed record StepRefused
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>Generation of the command that was refused.</summary>
    public required long Generation { get; init; }

    /// <summary>
    /// True for a transient refusal: the same command may succeed later, as when another account is about to give up the e-mail address.
    /// </summary>
    public required bool MayPass { get; init; }

    /// <summary>Why, for people to read.</summary>
    public required string Reason { get; init; }
}
