using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.AccessGroups.Tenants;

/// <summary>Keeps this service's copy of the tenants' settings up to date; the admin API needs to know which tenants exist.</summary>
internal sealed class TenantConsumer(TenantSettingsCache<AccessGroupsService> tenants) : IConsumer<TenantConfigured>
{
    public Task Consume(ConsumeContext<TenantConfigured> context) => tenants.ApplyAsync(context.Message, context.CancellationToken);
}
