using MassTransit;
using MassTransit.Saga;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Testing;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>The saga's endpoint on the real bus, in memory, with a repository that only counts and fails.</summary>
public sealed class SagaEndpointTests : IAsyncLifetime
{
    private readonly Repository _repository = new();
    private WebApplication? _host;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Bus:Transport"] = "InMemory";
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddBusConsumers(bus => bus
            .AddSagaStateMachine<UserProvisioningStateMachine, UserProvisioningState, UserProvisioningStateDefinition>()
            .Repository(ProvisioningRegistration.RegisterRepository));
        builder.AddBus(singleProcess: true);
        builder.Services.AddSingleton<ISagaRepositoryContextFactory<UserProvisioningState>>(_repository);
        _host = builder.Build();
        await _host.StartAsync();
    }

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    [Theory]
    [InlineData(nameof(StoreUnavailableException))]
    [InlineData(nameof(DocumentConcurrencyException))]
    [InlineData(nameof(InvalidOperationException))]
    [Trait("Takes", "Seconds")]
    public async Task A_message_that_failed_is_handled_again(string failure)
    {
        _repository.NextFailure = failure switch
        {
            nameof(StoreUnavailableException) => new StoreUnavailableException("The store is away."),
            nameof(DocumentConcurrencyException) => new DocumentConcurrencyException("The saga"),
            _ => new InvalidOperationException("no"),
        };
        await PublishAsync(Create(new RetryUser { Tenant = DirectoryModel.Tenant, User = DirectoryModel.User }));
        Assert.Equal(2, _repository.Handled);
    }

    [Fact]
    public async Task Messages_about_one_user_are_handled_one_after_the_other_whatever_they_are()
    {
        var (tenant, user) = (DirectoryModel.Tenant, DirectoryModel.User);
        var directory = DirectoryModel.Create([0, 1, 2]).Messages;
        PendingMessage[] messages =
        [
            .. Enumerable.Range(0, 10).SelectMany(_ => (PendingMessage[])
            [
                Create((UserProvisioned)directory[0]),
                Create((UserUpdated)directory[1]),
                Create((UserDeprovisioned)directory[2]),
                Create((AssignmentChanged)directory[3]),
                Create(new AccountApplied { Tenant = tenant, User = user, Generation = 1 }),
                Create(new CommandRefused { Tenant = tenant, User = user, Generation = 1, MayPass = true, Reason = "busy" }),
                Create(new UserTimeoutElapsed { Tenant = tenant, User = user }),
                Create(new RetryUser { Tenant = tenant, User = user }),
                Create(Ann.Sync()),
            ]),
        ];
        await PublishAsync(messages);
        Assert.Equal((messages.Length, 1), (_repository.Handled, _repository.MostAtOnce));
    }

    private Task PublishAsync(params PendingMessage[] messages)
    {
        var publisher = _host!.Services.GetRequiredService<IMessagePublisher>();
        return Task.WhenAll(messages.Select(message => publisher.PublishAsync(message, default))).WaitAsync(Eventually.Patience);
    }

    private static PendingMessage Create<T>(T message)
        where T : class => PendingMessage.Create(message, Guid.NewGuid(), DateTimeOffset.UnixEpoch);

    /// <summary>Counts the messages, also those that are handled at once, and fails when it is told to.</summary>
    private sealed class Repository : ISagaRepositoryContextFactory<UserProvisioningState>
    {
        private readonly Lock _lock = new();
        private int _now;

        public Exception? NextFailure { get; set; }

        public int Handled { get; private set; }

        public int MostAtOnce { get; private set; }

        public void Probe(ProbeContext context) => context.Add("persistence", "none");

        public async Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<UserProvisioningState, T>> next)
            where T : class
        {
            lock (_lock)
            {
                Handled++;
                MostAtOnce = Math.Max(MostAtOnce, ++_now);
            }

            // Long enough for all that may be handled at once to begin.
            for (var i = 0; i < 100; i++)
                await Task.Yield();
            lock (_lock)
                _now--;
            if (NextFailure is { } failure)
            {
                NextFailure = null;
                throw failure;
            }
        }

        public Task SendQuery<T>(
            ConsumeContext<T> context,
            ISagaQuery<UserProvisioningState> query,
            IPipe<SagaRepositoryQueryContext<UserProvisioningState, T>> next)
            where T : class => throw new NotSupportedException();
    }
}
