using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Notifications.Tenants;

/// <summary>Learns tenants' settings: their names, and who their admins are.</summary>
internal sealed class TenantConsumer(KnownTenants<TenantConsumer> tenants) : IConsumer<TenantConfigured>
{
    public Task Consume(ConsumeContext<TenantConfigured> context) => tenants.LearnAsync(context.Message, context.CancellationToken);
}
