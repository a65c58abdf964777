namespace Scim.Bus.Contracts.Internal;

/// <summary>Within Provisioning: a time that the user's saga waited for has come.</summary>
public sealed record UserDue
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }
}
