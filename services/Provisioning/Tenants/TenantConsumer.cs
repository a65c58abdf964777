using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Provisioning.Drift;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Tenants;

/// <summary>Keeps this service's copy of the tenants' settings up to date, and rolls changes out to the sagas.</summary>
internal sealed class TenantConsumer(
    TenantSettingsCache<ProvisioningService> tenants, SettingsRolloutJob rollouts, DriftDetectionJob drift) : IConsumer<TenantConfigured>
{
    public async Task Consume(ConsumeContext<TenantConfigured> context)
    {
        await tenants.ApplyAsync(context.Message, context.CancellationToken);
        // Even if the settings are known: a crash may have come between storing them and scheduling their rollout.
        await rollouts.ScheduleAsync(context.Message.Tenant, context.Message.Version, context.CancellationToken);
        await drift.ScheduleAsync(context.Message.Tenant, context.CancellationToken);
    }
}
