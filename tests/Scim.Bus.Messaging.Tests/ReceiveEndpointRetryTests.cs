using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>An endpoint retries what its definition says, and nothing else.</summary>
public sealed class ReceiveEndpointRetryTests
{
    [Theory]
    [InlineData(nameof(StoreUnavailableException), 4)]
    [InlineData(nameof(BrokerUnavailableException), 6)]
    [InlineData(nameof(DocumentConcurrencyException), 20)]
    [InlineData(nameof(InvalidOperationException), 3)]
    [Trait("Takes", "Seconds")]
    public async Task A_message_is_handled_once_the_failures_end(string failure, int count)
    {
        var failures = new FailingHandler(Create(failure), count);
        await PublishAsync<PatientConsumer, PatientConsumerDefinition>(failures);
        Assert.Equal(count + 1, failures.Attempts);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task An_endpoint_that_retries_no_conflicts_fails_at_the_first()
    {
        var failures = new FailingHandler(Create(nameof(DocumentConcurrencyException)), count: 1);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => PublishAsync<HastyConsumer, HastyConsumerDefinition>(failures));
        Assert.Equal(1, failures.Attempts);
    }

    private static Exception Create(string failure) => failure switch
    {
        nameof(StoreUnavailableException) => new StoreUnavailableException("The store is away."),
        nameof(BrokerUnavailableException) => new BrokerUnavailableException("It is away.", new TimeoutException()),
        nameof(DocumentConcurrencyException) => new DocumentConcurrencyException("The account"),
        _ => new InvalidOperationException("no"),
    };

    private static async Task PublishAsync<TConsumer, TDefinition>(FailingHandler failures)
        where TConsumer : class, IConsumer
        where TDefinition : class, IConsumerDefinition<TConsumer>
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Bus:Transport"] = "InMemory";
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(failures);
        builder.Services.AddBusConsumers(bus => bus.AddConsumer<TConsumer, TDefinition>());
        builder.AddBus(singleProcess: true);
        await using var host = builder.Build();
        await host.StartAsync();

        var message = new UserTimeoutElapsed { Tenant = TenantId.Parse("acme", null), User = default };
        var pending = PendingMessage.Create(message, Guid.NewGuid(), DateTimeOffset.UnixEpoch);
        await host.Services.GetRequiredService<IMessagePublisher>().PublishAsync(pending, default).WaitAsync(Eventually.Patience);
    }

    public sealed class FailingHandler(Exception failure, int count)
    {
        private int _attempts;

        public int Attempts => _attempts;

        public Task HandleAsync() => Interlocked.Increment(ref _attempts) <= count ? Task.FromException(failure) : Task.CompletedTask;
    }

    public sealed class PatientConsumer(FailingHandler failures) : IConsumer<UserTimeoutElapsed>
    {
        public Task Consume(ConsumeContext<UserTimeoutElapsed> context) => failures.HandleAsync();
    }

    public sealed class HastyConsumer(FailingHandler failures) : IConsumer<UserTimeoutElapsed>
    {
        public Task Consume(ConsumeContext<UserTimeoutElapsed> context) => failures.HandleAsync();
    }

    public sealed class PatientConsumerDefinition : ConsumerDefinition<PatientConsumer>
    {
        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpointConfigurator,
            IConsumerConfigurator<PatientConsumer> consumerConfigurator,
            IRegistrationContext context)
        {
            endpointConfigurator.RetryOutages();
            endpointConfigurator.RetryConflicts();
            endpointConfigurator.RetryFailures();
        }
    }

    public sealed class HastyConsumerDefinition : ConsumerDefinition<HastyConsumer>
    {
        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpointConfigurator,
            IConsumerConfigurator<HastyConsumer> consumerConfigurator,
            IRegistrationContext context)
        {
            endpointConfigurator.RetryOutages();
            endpointConfigurator.RetryFailures();
        }
    }
}
