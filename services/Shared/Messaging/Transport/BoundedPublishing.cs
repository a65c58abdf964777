using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// What consumers publish and answer without an outbox, within a limit. MassTransit heeds the token only while it sends: if the connection
/// is lost in the wrong moment, what it does before never ends, and with it the consumer's turn, its locks and its message.
/// </summary>
public static class BoundedPublishing
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Publishes a message.</summary>
    /// <exception cref="BrokerUnavailableException">The broker did not confirm it in time. It may have arrived.</exception>
    public static Task PublishInTimeAsync<T>(this ConsumeContext context, T message)
        where T : class => WithinAsync(token => context.Publish(message, token), typeof(T), context);

    /// <summary>Answers a request.</summary>
    /// <exception cref="BrokerUnavailableException">The broker did not confirm it in time. It may have arrived.</exception>
    public static Task RespondInTimeAsync<T>(this ConsumeContext context, T answer)
        where T : class => WithinAsync(_ => context.RespondAsync(answer), typeof(T), context);

    private static async Task WithinAsync(Func<CancellationToken, Task> send, Type message, ConsumeContext context)
    {
        using var late = new CancellationTokenSource(Limit, TimeOf(context));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, late.Token);
        try
        {
            await send(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException e) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw new BrokerUnavailableException($"{message.Name} was not confirmed within {Limit.TotalSeconds} s.", e);
        }
    }

    /// <summary>The clock of the consumer's process.</summary>
    private static TimeProvider TimeOf(ConsumeContext context) =>
        (context.TryGetPayload<IServiceProvider>(out var services) ? services.GetService<TimeProvider>() : null) ?? TimeProvider.System;
}
