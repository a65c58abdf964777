using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Connections;

/// <summary>Looks at a tenant's connection when it is due, and tells its admins of trouble.</summary>
internal sealed class ConnectionCheck(Outbox<TenantRecord> tenants, ConnectionReader reader, TimeProvider time)
    : IScheduledWork<TenantRecord>
{
    public async Task ExecuteAsync(Document<TenantRecord> document, CancellationToken cancellationToken)
    {
        var facts = await reader.ReadFactsAsync(document.Body, cancellationToken);
        var result = await tenants.ChangeAsync(document, Tell, cancellationToken);
        result.EnsureDone($"Tenant {document.Body.Id}");

        Document<TenantRecord> Tell(Document<TenantRecord> present)
        {
            var tenant = present.Body;
            var now = time.GetUtcNow();
            if (tenant.Alerts?.CheckAt is not { } checkAt || checkAt > tenants.Clock.GetUtcNow())
                return present;
            var decision = AlertDecision.For(tenant, facts, now);
            var next = tenant with
            {
                Alerts = decision.Told,
                Pending = [.. tenant.Pending, .. decision.Alerts.Select(alert => MessageFrom(alert, now))],
            };
            return present with { Body = next };
        }
    }

    private static PendingMessage MessageFrom(ConnectionAlert alert, DateTimeOffset now) => PendingMessage.Create(
        alert,
        MessageIds.Create($"{nameof(ConnectionAlert)}/{alert.Tenant}/{alert.Trouble}/{alert.Since.UtcTicks}"),
        now);
}
