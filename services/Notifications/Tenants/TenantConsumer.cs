using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Notifications.Tenants;

/// <summary>Keeps the copy of the tenants' settings up to date; mails need a tenant's name and its admins' addresses.</summary>
internal sealed class TenantConsumer(TenantSettingsCache<NotificationsService> tenants) : IConsumer<TenantConfigured>
{
    public Task Consume(ConsumeContext<TenantConfigured> context) => tenants.ApplyAsync(context.Message, context.CancellationToken);
}
