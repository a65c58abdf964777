using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Users.Storage;

/// <summary>Loads a saga for one message and stores it afterwards if it has changed, with optimistic concurrency.</summary>
internal sealed class DocumentSagaContext<TMessage>(
    Outbox<UserProvisioningState> outbox, TenantSettingsCache<ProvisioningService> tenants, ConsumeContext<TMessage> context)
    : ConsumeContextScope<TMessage>(context), SagaRepositoryContext<UserProvisioningState, TMessage>
    where TMessage : class
{
    private readonly ConsumeContext<TMessage> _context = context;
    private Document<UserProvisioningState>? _document;
    private UserProvisioningState? _before;

    public async Task<SagaConsumeContext<UserProvisioningState, TMessage>> Load(Guid correlationId)
    {
        var tenant = ((ITenantMessage)_context.Message).Tenant;
        _document = await outbox.Documents.GetAsync(tenant, correlationId.ToString(), CancellationToken);
        if (_document is null)
            return null!;
        _before = _document.Body.WithPending(_document.Body.Pending);
        return Consume(_document.Body);
    }

    public Task<SagaConsumeContext<UserProvisioningState, TMessage>> Add(UserProvisioningState instance) =>
        Task.FromResult(Consume(instance));

    /// <summary>Not used: a saga is loaded, or added and saved.</summary>
    public Task<SagaConsumeContext<UserProvisioningState, TMessage>> Insert(UserProvisioningState instance) =>
        Task.FromResult<SagaConsumeContext<UserProvisioningState, TMessage>>(null!);

    public async Task Save(SagaConsumeContext<UserProvisioningState> context)
    {
        var saga = context.Saga;
        var document = new Document<UserProvisioningState> { Tenant = saga.Record.Tenant, Id = saga.CorrelationId.ToString(), Body = saga };
        (await outbox.InsertAsync(document, CancellationToken)).EnsureDone(NameOf(saga));
        await EnsureSettingsAsync(saga);
    }

    /// <remarks>A saga that has not changed keeps its revision (MassTransit/MassTransit#5494).</remarks>
    public async Task Update(SagaConsumeContext<UserProvisioningState> context)
    {
        if (context.Saga.HasChangedSince(_before!))
            (await outbox.ReplaceAsync(_document! with { Body = context.Saga }, CancellationToken)).EnsureDone(NameOf(context.Saga));
        await EnsureSettingsAsync(context.Saga);
    }

    /// <summary>Sagas are never finalized: late messages are compared with the versions that the saga of a deleted user keeps.</summary>
    public Task Delete(SagaConsumeContext<UserProvisioningState> context) =>
        throw new NotSupportedException("The saga of a user never ends.");

    public Task Discard(SagaConsumeContext<UserProvisioningState> context) => Task.CompletedTask;

    public Task Undo(SagaConsumeContext<UserProvisioningState> context) => Task.CompletedTask;

    public Task<SagaConsumeContext<UserProvisioningState, T>> CreateSagaConsumeContext<T>(
        ConsumeContext<T> consumeContext, UserProvisioningState instance, SagaConsumeContextMode mode)
        where T : class =>
        Task.FromResult<SagaConsumeContext<UserProvisioningState, T>>(
            new DefaultSagaConsumeContext<UserProvisioningState, T>(consumeContext, instance));

    /// <summary>
    /// Looks at the settings again after the write. What was decided by older ones may have been stored after their rollout passed this
    /// saga, and would keep it on hold for good.
    /// </summary>
    /// <exception cref="DocumentConcurrencyException">The settings changed, so it has to be decided again.</exception>
    private async Task EnsureSettingsAsync(UserProvisioningState saga)
    {
        if (saga.SettingsVersion is { } version && (await tenants.GetAsync(saga.Record.Tenant, CancellationToken)).Version != version)
            throw new DocumentConcurrencyException($"The settings that decided about user {saga.CorrelationId}");
    }

    private static string NameOf(UserProvisioningState saga) => $"The saga of user {saga.CorrelationId}";

    private SagaConsumeContext<UserProvisioningState, TMessage> Consume(UserProvisioningState saga) =>
        new DefaultSagaConsumeContext<UserProvisioningState, TMessage>(this, saga);
}
