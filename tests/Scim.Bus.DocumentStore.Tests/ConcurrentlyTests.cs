namespace Scim.Bus.DocumentStore.Tests;

public sealed class ConcurrentlyTests
{
    [Fact]
    public async Task Each_item_is_worked_on_once_and_no_more_at_a_time_than_allowed()
    {
        var (done, inHand, most) = (new List<int>(), 0, 0);
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Concurrently.ForEachAsync(Enumerable.Range(0, 100), 7, WorkAsync, default);
        Assert.Equal(Enumerable.Range(0, 100), done.Order());
        Assert.Equal(7, most);

        async Task WorkAsync(int item, CancellationToken cancellationToken)
        {
            lock (done)
            {
                most = Math.Max(most, ++inHand);
                if (inHand == 7)
                    full.TrySetResult();
            }

            await full.Task;
            await Task.Yield();
            lock (done)
            {
                inHand--;
                done.Add(item);
            }
        }
    }

    [Fact]
    public async Task After_a_failure_nothing_is_begun_and_what_is_in_hand_ends()
    {
        var (begun, ended) = (0, 0);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Concurrently.ForEachAsync(Enumerable.Range(0, 100), 3, WorkAsync, default);
        gate.SetResult();
        Assert.Equal("It is broken.", (await Assert.ThrowsAsync<InvalidOperationException>(() => all)).Message);
        Assert.Equal((3, 2), (begun, ended));

        async Task WorkAsync(int item, CancellationToken cancellationToken)
        {
            begun++;
            if (item == 2)
                throw new InvalidOperationException("It is broken.");
            await gate.Task;
            Interlocked.Increment(ref ended);
        }
    }

    [Fact]
    public async Task A_cancellation_is_no_success()
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Concurrently.ForEachAsync(
            Enumerable.Range(0, 100),
            1,
            async (_, _) =>
            {
                if (++begun == 5)
                    await stop.CancelAsync();
            },
            stop.Token));
        Assert.Equal(5, begun);
    }
}
