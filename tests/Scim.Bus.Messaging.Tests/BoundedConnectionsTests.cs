using RabbitMQ.Client;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Messaging.Tests;

/// <summary>Calls of RabbitMQ.Client that never end and heed no token, as when the connection is lost in the wrong moment.</summary>
public sealed class BoundedConnectionsTests
{
    private static readonly CancellationToken TimeIsUp = new(canceled: true);

    [Fact]
    public async Task An_opening_that_never_ends_is_given_up_and_closed_if_it_ends_after_all()
    {
        var opening = new TaskCompletionSource<IConnection>();
        var factory = Factory(() => opening.Task);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => factory.OpenAsync(TimeIsUp));

        var closed = new TaskCompletionSource();
        opening.SetResult(Scripted.Of<IConnection>(_ =>
        {
            closed.SetResult();
            return ValueTask.CompletedTask;
        }));
        await closed.Task.WaitAsync(Eventually.Patience);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_close_that_never_ends_is_left_to_the_broker() =>
        await Connection(new TaskCompletionSource<IChannel>().Task, closing: new TaskCompletionSource().Task)
            .CloseInTimeAsync().WaitAsync(Eventually.Patience);

    [Fact]
    public async Task A_channel_that_gets_no_answer_is_given_up_and_the_next_is_on_another_connection()
    {
        var good = Scripted.Of<IChannel>(call => call == "get_IsOpen" ? true : ValueTask.CompletedTask);
        var connections = new Queue<IConnection>(
        [
            Connection(new TaskCompletionSource<IChannel>().Task, Task.CompletedTask),
            Connection(Task.FromResult(good), Task.CompletedTask),
        ]);
        await using var channel = new ReopeningChannel(() => Factory(() => Task.FromResult(connections.Dequeue())));
        using var limit = new CancellationTokenSource();
        var opening = channel.OpenAsync(limit.Token);
        await limit.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        await channel.CloseAsync();

        Assert.Same(good, await channel.OpenAsync(default));
        Assert.Same(good, await channel.OpenAsync(default));
        Assert.Empty(connections);
    }

    private static IConnectionFactory Factory(Func<Task<IConnection>> open) => Scripted.Of<IConnectionFactory>(_ => open());

    private static IConnection Connection(Task<IChannel> channel, Task closing) => Scripted.Of<IConnection>(call => call switch
    {
        "get_IsOpen" => true,
        nameof(IConnection.CreateChannelAsync) => channel,
        nameof(IAsyncDisposable.DisposeAsync) => new ValueTask(closing),
        _ => throw new NotSupportedException(call),
    });
}
