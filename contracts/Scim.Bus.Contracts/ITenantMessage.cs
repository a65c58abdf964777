namespace Scim.Bus.Contracts;

/// <summary>A message about one tenant. Every event and command is one; replies to requests are not.</summary>
public interface ITenantMessage
{
    /// <summary>The tenant.</summary>
    TenantId Tenant { get; }
}
