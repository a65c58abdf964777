using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Learns tenants' settings.</summary>
internal sealed class TenantConsumer(TenantSettingsCache<TenantConsumer> tenants) : IConsumer<TenantConfigured>
{
    public Task Consume(ConsumeContext<TenantConfigured> context) => tenants.ApplyAsync(context.Message, context.CancellationToken);
}
