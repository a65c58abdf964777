using Scim.Bus.Contracts;

namespace Scim.Bus.Messaging.Errors;

/// <summary>The step of a user's saga whose command was set aside.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">The saga's user.</param>
/// <param name="Generation">Generation of the command.</param>
public sealed record FailedStep(TenantId Tenant, UserId User, long Generation);
