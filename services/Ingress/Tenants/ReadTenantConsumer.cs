using MassTransit;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>Answers <see cref="ReadTenant"/>, for services that have not heard of a tenant.</summary>
internal sealed class ReadTenantConsumer(TenantStore tenants) : IConsumer<ReadTenant>
{
    public async Task Consume(ConsumeContext<ReadTenant> context)
    {
        var id = context.Message.Tenant;
        if (await tenants.FindAsync(id, context.CancellationToken) is { } tenant)
            await context.RespondAsync(new TenantFound { Tenant = id, Version = tenant.Version, Settings = tenant.Settings });
        else
            await context.RespondAsync(new TenantNotFound { Tenant = id });
    }
}
