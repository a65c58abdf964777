using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Notifications.Tenants;

/// <summary>Learns tenants' settings: their names, and who their admins are.</summary>
internal sealed class TenantConsumer(TenantSettingsCache<TenantConsumer> tenants) : IConsumer<TenantConfigured>
{
    public Task Consume(ConsumeContext<TenantConfigured> context) => tenants.ApplyAsync(context.Message, context.CancellationToken);
}
