using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.ServiceDefaults.Tenants;

/// <summary>
/// Looks a tenant up in the service's copies of the tenants' settings, and asks the ingress about one that has no copy: a tenant may be
/// used sooner than its <see cref="TenantConfigured"/> arrives. What the ingress answers about an existing tenant is stored, so a tenant is
/// asked about once; a tenant that does not exist is asked about each time.
/// </summary>
/// <typeparam name="TService">Any type of the service, as in <see cref="TenantSettingsCopy{TService}"/>.</typeparam>
public sealed class TenantLookup<TService>(
    TenantSettingsCache<TService> tenants, IRequestClient<ReadTenant> ingress, TimeProvider time) : ITenantLookup
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    /// <inheritdoc />
    public async Task<bool> ExistsAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenant, cancellationToken) is not null)
            return true;
        if (await AskAsync(tenant, cancellationToken) is not { } found)
            return false;
        await tenants.ApplyAsync(found, cancellationToken);
        return true;
    }

    private async Task<TenantFound?> AskAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await BoundedRequests.WithinAsync(
                token => ingress.GetResponse<TenantFound, TenantNotFound>(new ReadTenant { Tenant = tenant }, token),
                Limit,
                time,
                cancellationToken);
            return answer.Is(out Response<TenantFound>? found) ? found.Message : null;
        }
        // A timeout or a fault of the ingress, or of the connection to the broker.
        catch (MassTransitException)
        {
            throw AdminException.Unavailable($"Tenant '{tenant}' is not known here yet, and the ingress did not answer; try again later.");
        }
    }
}
