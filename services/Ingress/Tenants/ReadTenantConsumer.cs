using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>Answers <see cref="ReadTenant"/>, for services that have not heard of a tenant.</summary>
internal sealed class ReadTenantConsumer(TenantStore tenants) : IConsumer<ReadTenant>
{
    public async Task Consume(ConsumeContext<ReadTenant> context)
    {
        var id = context.Message.Tenant;
        if (await tenants.FindAsync(id, context.CancellationToken) is { } tenant)
            await context.RespondInTimeAsync(new TenantFound { Tenant = id, Version = tenant.Version, Settings = tenant.Settings });
        else
            await context.RespondInTimeAsync(new TenantNotFound { Tenant = id });
    }
}
