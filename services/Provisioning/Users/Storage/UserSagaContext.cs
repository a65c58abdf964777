using System.Reflection;
using System.Text.Json;
using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users.Storage;

/// <summary>A saga while one message is handled: read before, written after if it changed, and only if nobody else wrote it meanwhile.</summary>
internal sealed class UserSagaContext<TMessage>(Outbox<UserSaga> outbox, ConsumeContext<TMessage> context)
    : ConsumeContextScope<TMessage>(context), SagaRepositoryContext<UserSaga, TMessage>
    where TMessage : class
{
    private static readonly Func<TMessage, TenantId> TenantOf = typeof(TMessage).GetProperty("Tenant", BindingFlags.Public | BindingFlags.Instance)!
        .GetMethod!.CreateDelegate<Func<TMessage, TenantId>>();

    private readonly ConsumeContext<TMessage> _context = context;
    private Document<UserSaga>? _document;
    private string? _before;

    public async Task<SagaConsumeContext<UserSaga, TMessage>> Load(Guid correlationId)
    {
        _document = await outbox.Documents.GetAsync(TenantOf(_context.Message), correlationId.ToString(), CancellationToken);
        if (_document is null)
            return null!;
        _before = Json(_document.Body);
        return Consume(_document.Body);
    }

    public Task<SagaConsumeContext<UserSaga, TMessage>> Add(UserSaga instance) => Task.FromResult(Consume(instance));

    /// <summary>No instance is inserted ahead: it is loaded, or added and saved.</summary>
    public Task<SagaConsumeContext<UserSaga, TMessage>> Insert(UserSaga instance) => Task.FromResult<SagaConsumeContext<UserSaga, TMessage>>(null!);

    public async Task Save(SagaConsumeContext<UserSaga> context)
    {
        var saga = context.Saga;
        var document = new Document<UserSaga> { Tenant = saga.Tenant, Id = saga.CorrelationId.ToString(), Body = saga };
        (await outbox.InsertAsync(document, CancellationToken)).EnsureDone(NameOf(saga));
    }

    /// <remarks>A saga that says the same as before keeps its revision (MassTransit/MassTransit#5494).</remarks>
    public async Task Update(SagaConsumeContext<UserSaga> context)
    {
        if (Json(context.Saga) != _before)
            (await outbox.ReplaceAsync(_document! with { Body = context.Saga }, CancellationToken)).EnsureDone(NameOf(context.Saga));
    }

    /// <summary>Sagas are never finalized: what is known of a deleted user is what late messages are held against.</summary>
    public Task Delete(SagaConsumeContext<UserSaga> context) => throw new NotSupportedException("The saga of a user never ends.");

    public Task Discard(SagaConsumeContext<UserSaga> context) => Task.CompletedTask;

    public Task Undo(SagaConsumeContext<UserSaga> context) => Task.CompletedTask;

    public Task<SagaConsumeContext<UserSaga, T>> CreateSagaConsumeContext<T>(
        ConsumeContext<T> consumeContext, UserSaga instance, SagaConsumeContextMode mode)
        where T : class => Task.FromResult<SagaConsumeContext<UserSaga, T>>(new DefaultSagaConsumeContext<UserSaga, T>(consumeContext, instance));

    private static string Json(UserSaga saga) => JsonSerializer.Serialize(saga, DocumentJson.Options);

    private static string NameOf(UserSaga saga) => $"The saga of user {saga.CorrelationId}";

    private SagaConsumeContext<UserSaga, TMessage> Consume(UserSaga saga) => new DefaultSagaConsumeContext<UserSaga, TMessage>(this, saga);
}
