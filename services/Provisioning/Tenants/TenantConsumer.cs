using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Tenants;

/// <summary>Learns tenants' settings.</summary>
internal sealed class TenantConsumer(KnownTenants<TenantConsumer> tenants) : IConsumer<TenantConfigured>
{
    public Task Consume(ConsumeContext<TenantConfigured> context) => tenants.LearnAsync(context.Message, context.CancellationToken);
}
