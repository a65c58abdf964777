using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>Says the tenant's settings as they are now.</summary>
internal sealed class TenantPresentState(TimeProvider time) : IPresentState<TenantRecord>
{
    public Task<IReadOnlyList<PendingMessage>> DescribeAsync(
        TenantRecord body, PendingMessage discarded, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PendingMessage>>([body.Configured(time.GetUtcNow())]);
}
