using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Keeps this service's copy of the tenants' settings up to date.</summary>
internal sealed class TenantConsumer(TenantSettingsCache<AccountsService> tenants) : IConsumer<TenantConfigured>
{
    public Task Consume(ConsumeContext<TenantConfigured> context) => tenants.ApplyAsync(context.Message, context.CancellationToken);
}
