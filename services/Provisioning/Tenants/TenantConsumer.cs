using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Provisioning.Drift;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Tenants;

/// <summary>Learns tenants' settings, and has the sagas that they concern follow.</summary>
internal sealed class TenantConsumer(TenantSettingsCache<TenantConsumer> tenants, SettingsWalker walker, DriftPatrol patrol) : IConsumer<TenantConfigured>
{
    public async Task Consume(ConsumeContext<TenantConfigured> context)
    {
        await tenants.ApplyAsync(context.Message, context.CancellationToken);
        // Also if they were known: whoever learned them may have died before the walk was stored.
        await walker.BeginAsync(context.Message.Tenant, context.Message.Version, context.CancellationToken);
        await patrol.ScheduleAsync(context.Message.Tenant, context.CancellationToken);
    }
}
