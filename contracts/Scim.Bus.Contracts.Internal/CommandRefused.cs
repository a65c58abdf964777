namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Accounts to Provisioning: it refuses a command, for the time being or for good. A deactivation and a change of access in it were applied
/// all the same, because they need none of what was refused.
/// </summary>
public sealed record CommandRefused : ITenantMessage
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

    /// <summary>True if there is an account, and it has the access that the command asked for.</summary>
    public bool AccessApplied { get; init; }

    /// <summary>Name of the account's Access Group; null for none, or if it is not known yet.</summary>
    public string? AccessGroupName { get; init; }
}
