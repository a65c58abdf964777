namespace Scim.Bus.Contracts.Internal;

/// <summary>Within Provisioning: an operator asks a faulted saga to try again.</summary>
public sealed record RetryUser : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }
}
