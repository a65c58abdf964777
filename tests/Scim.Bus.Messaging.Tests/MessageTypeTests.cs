using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>The types that a message is published as.</summary>
public sealed class MessageTypeTests
{
    [Fact]
    public async Task A_message_is_published_as_its_own_type_only()
    {
        var types = new TaskCompletionSource<IReadOnlyList<string>>();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Bus:Transport"] = "InMemory";
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(types);
        builder.Services.AddBusConsumers(bus => bus.AddConsumer<TypeConsumer>());
        builder.AddBus(singleProcess: true);
        await using var host = builder.Build();
        await host.StartAsync();

        var message = new UserTimeoutElapsed { Tenant = TenantId.Parse("acme", null), User = default };
        await host.Services.GetRequiredService<IMessagePublisher>().PublishAsync(
            PendingMessage.Create(message, Guid.NewGuid(), DateTimeOffset.UnixEpoch), default);
        Assert.Equal(["urn:message:Scim.Bus.Contracts.Internal:UserTimeoutElapsed"], await types.Task.WaitAsync(Eventually.Patience));
    }

    private sealed class TypeConsumer(TaskCompletionSource<IReadOnlyList<string>> types) : IConsumer<UserTimeoutElapsed>
    {
        public Task Consume(ConsumeContext<UserTimeoutElapsed> context)
        {
            types.TrySetResult([.. context.SupportedMessageTypes]);
            return Task.CompletedTask;
        }
    }
}
