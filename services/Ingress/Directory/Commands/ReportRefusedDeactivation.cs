using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>
/// Reports that a request was refused which would have deactivated a user. A refused request changes nothing, so the person keeps access:
/// admins should know.
/// </summary>
internal sealed class ReportRefusedDeactivation(UserStore users, TimeProvider time)
{
    /// <summary>Stores the report with the user, unless the user is inactive or was reported at this version already.</summary>
    public Task ExecuteAsync(TenantId tenant, UserId id, ScimException refusal, CancellationToken cancellationToken) => users.ChangeAsync(
        tenant,
        id,
        user => user.Deleted || !user.Active ? user : user.WithRefusedDeactivation(refusal, time.GetUtcNow()),
        cancellationToken);
}
