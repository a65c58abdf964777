using RabbitMQ.Client;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Messaging.Tests;

/// <summary>Calls of RabbitMQ.Client that never end and heed no token, as when the connection is lost in the wrong moment.</summary>
public sealed class BoundedConnectionsTests
{
    private static readonly CancellationToken TimeIsUp = new(canceled: true);
    private static readonly TimeSpan ShortLimit = TimeSpan.FromSeconds(1);

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
    [Trait("Takes", "Seconds")]
    public async Task A_channel_that_gets_no_answer_is_given_up_and_the_next_is_on_another_connection()
    {
        var good = Scripted.Of<IChannel>(call => call == "get_IsOpen" ? true : ValueTask.CompletedTask);
        var connections = new Queue<IConnection>(
        [
            Connection(new TaskCompletionSource<IChannel>().Task, Task.CompletedTask),
            Connection(Task.FromResult(good), Task.CompletedTask),
        ]);
        await using var channel = new ReopeningChannel(() => Factory(() => Task.FromResult(connections.Dequeue())), ShortLimit);
        await Assert.ThrowsAsync<TimeoutException>(() => CallAsync(channel));

        Assert.Same(good, await CallAsync(channel));
        Assert.Same(good, await CallAsync(channel));
        Assert.Empty(connections);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_call_that_never_ends_is_given_up()
    {
        var good = Scripted.Of<IChannel>(_ => true);
        await using var channel = new ReopeningChannel(
            () => Factory(() => Task.FromResult(Connection(Task.FromResult(good), Task.CompletedTask))), ShortLimit);
        await Assert.ThrowsAsync<TimeoutException>(() =>
            channel.CallAsync((_, _) => new TaskCompletionSource<bool>().Task, default).WaitAsync(Eventually.Patience));
    }

    private static Task<IChannel> CallAsync(ReopeningChannel channel) => channel.CallAsync((called, _) => Task.FromResult(called), default);

    private static IConnectionFactory Factory(Func<Task<IConnection>> open) => Scripted.Of<IConnectionFactory>(_ => open());

    private static IConnection Connection(Task<IChannel> channel, Task closing) => Scripted.Of<IConnection>(call => call switch
    {
        "get_IsOpen" => true,
        nameof(IConnection.CreateChannelAsync) => channel,
        nameof(IAsyncDisposable.DisposeAsync) => new ValueTask(closing),
        _ => throw new NotSupportedException(call),
    });
}
