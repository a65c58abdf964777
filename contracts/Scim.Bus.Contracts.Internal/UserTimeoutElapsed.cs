namespace Scim.Bus.Contracts.Internal;

/// <summary>Within Provisioning: a timeout of the user's saga elapsed, or changed settings wake it.</summary>
public sealed record UserTimeoutElapsed : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }
}
