using MassTransit;
using MassTransit.Saga;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Users.Storage;

/// <summary>
/// Saga repository over a document collection. The messages that a saga sends are stored in its own document, by the same write, so a saga
/// and its messages cannot disagree. (MassTransit's repository for MongoDB publishes separately from the write.) If another process wrote
/// the saga meanwhile, or the tenant's settings changed, the message is applied again to what is stored then.
/// </summary>
internal sealed class DocumentSagaRepository(
    Outbox<UserProvisioningState> outbox, TenantSettingsCache<ProvisioningService> tenants, ILogger<DocumentSagaRepository> logger)
    : ISagaRepositoryContextFactory<UserProvisioningState>
{
    public void Probe(ProbeContext context) => context.Add("persistence", "document");

    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<UserProvisioningState, T>> next)
        where T : class => ConflictRetry.RunAsync(
        outbox.Definition, () => next.Send(new DocumentSagaContext<T>(outbox, tenants, context)), logger, context.CancellationToken);

    public Task SendQuery<T>(
        ConsumeContext<T> context,
        ISagaQuery<UserProvisioningState> query,
        IPipe<SagaRepositoryQueryContext<UserProvisioningState, T>> next)
        where T : class => throw new NotSupportedException("Messages find their saga by the user's id.");
}
