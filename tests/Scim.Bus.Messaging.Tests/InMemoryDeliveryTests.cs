using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>On the in-memory transport a message is confirmed once it is handled: queued messages are lost with the process.</summary>
public sealed class InMemoryDeliveryTests
{
    private static readonly TenantId Acme = TenantId.Parse("acme", null);

    [Fact]
    public async Task A_publish_completes_when_all_endpoints_have_handled_the_message()
    {
        var gate = new Gate();
        await using var host = await StartAsync(gate);
        var publish = PublishAsync(host);

        try
        {
            await gate.FirstEntered.Task.WaitAsync(Eventually.Patience);
            await gate.SecondDone.Task.WaitAsync(Eventually.Patience);
            Assert.False(publish.IsCompleted);
        }
        finally
        {
            gate.Open.SetResult();
        }

        await publish.WaitAsync(Eventually.Patience);
    }

    /// <summary>This happens when an Access Group is configured while a user is added to it.</summary>
    [Fact]
    public async Task The_same_message_can_be_published_twice_at_the_same_time()
    {
        var gate = new Gate();
        await using var host = await StartAsync(gate);
        var id = Guid.NewGuid();
        Task[] publishes = [PublishAsync(host, id), PublishAsync(host, id)];

        try
        {
            await Eventually.Be(() => Assert.Equal(2, gate.SecondCount));
            Assert.DoesNotContain(publishes, publish => publish.IsCompleted);
        }
        finally
        {
            gate.Open.SetResult();
        }

        await Task.WhenAll(publishes).WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task A_publish_fails_when_an_endpoint_fails_to_handle_the_message()
    {
        var gate = new Gate();
        gate.Open.SetException(new InvalidOperationException("no"));
        await using var host = await StartAsync(gate);
        await Assert.ThrowsAsync<InvalidOperationException>(() => PublishAsync(host));
    }

    [Fact]
    public async Task A_message_without_subscribers_is_confirmed_at_once()
    {
        await using var host = await StartAsync(new Gate());
        var message = PendingMessage.Create(new RetryUser { Tenant = Acme, User = default }, Guid.NewGuid(), DateTimeOffset.UnixEpoch);
        await host.Services.GetRequiredService<IMessagePublisher>().PublishAsync(message, default).WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task Nothing_is_published_before_the_bus_has_started()
    {
        var gate = new Gate();
        gate.Open.SetResult();
        await using var host = Build(gate);
        var publish = PublishAsync(host);
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        Assert.False(publish.IsCompleted);

        await host.StartAsync();
        await publish.WaitAsync(Eventually.Patience);
        Assert.True(gate.FirstEntered.Task.IsCompleted);
        await host.StopAsync();
    }

    [Fact]
    public void A_host_of_one_service_refuses_the_in_memory_transport()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Bus:Transport"] = "InMemory";
        var refusal = Assert.Throws<InvalidOperationException>(() => builder.AddBus());
        Assert.Contains("AllInOne", refusal.Message, StringComparison.Ordinal);
    }

    private static Task PublishAsync(WebApplication host, Guid? id = null)
    {
        var message = new UserTimeoutElapsed { Tenant = Acme, User = default };
        var pending = PendingMessage.Create(message, id ?? Guid.NewGuid(), DateTimeOffset.UnixEpoch);
        return host.Services.GetRequiredService<IMessagePublisher>().PublishAsync(pending, default);
    }

    private static async Task<WebApplication> StartAsync(Gate gate)
    {
        var host = Build(gate);
        await host.StartAsync();
        return host;
    }

    private static WebApplication Build(Gate gate)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Bus:Transport"] = "InMemory";
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(gate);
        builder.Services.AddBusConsumers(bus =>
        {
            bus.AddConsumer<FirstConsumer>();
            bus.AddConsumer<SecondConsumer>();
        });
        builder.AddBus(singleProcess: true);
        return builder.Build();
    }

    public sealed class Gate
    {
        private int _secondCount;

        public TaskCompletionSource FirstEntered { get; } = new();

        public TaskCompletionSource SecondDone { get; } = new();

        public TaskCompletionSource Open { get; } = new();

        /// <summary>Number of times the second consumer received the message.</summary>
        public int SecondCount => _secondCount;

        public void SecondHad()
        {
            Interlocked.Increment(ref _secondCount);
            SecondDone.TrySetResult();
        }
    }

    public sealed class FirstConsumer(Gate gate) : IConsumer<UserTimeoutElapsed>
    {
        public async Task Consume(ConsumeContext<UserTimeoutElapsed> context)
        {
            gate.FirstEntered.TrySetResult();
            await gate.Open.Task;
        }
    }

    public sealed class SecondConsumer(Gate gate) : IConsumer<UserTimeoutElapsed>
    {
        public Task Consume(ConsumeContext<UserTimeoutElapsed> context)
        {
            gate.SecondHad();
            return Task.CompletedTask;
        }
    }
}
