using Microsoft.Extensions.Time.Testing;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>The tick that the sweepers of a process share.</summary>
public sealed class SweepPulseTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly SweepPulse _pulse;

    public SweepPulseTests() => _pulse = new SweepPulse(_time);

    public void Dispose() => _pulse.Dispose();

    [Fact]
    public async Task All_who_wait_are_told_of_each_tick()
    {
        var waiting = Enumerable.Range(0, 3).Select(_ => _pulse.WaitAsync(0, default)).ToList();
        Assert.All(waiting, wait => Assert.False(wait.IsCompleted));
        _time.Advance(Second);
        Assert.All(await Task.WhenAll(waiting), tick => Assert.Equal(1, tick));
        var next = _pulse.WaitAsync(1, default);
        Assert.False(next.IsCompleted);
        _time.Advance(Second);
        Assert.Equal(2, await next);
    }

    [Fact]
    public async Task Ticks_that_nobody_waited_for_are_told_once()
    {
        var first = _pulse.WaitAsync(0, default);
        _time.Advance(Second);
        await first;
        for (var i = 0; i < 3; i++)
            _time.Advance(Second);
        Assert.Equal(4, await _pulse.WaitAsync(1, default));
        Assert.False(_pulse.WaitAsync(4, default).IsCompleted);
    }

    [Fact]
    public async Task A_wait_can_be_ended()
    {
        using var stopping = new CancellationTokenSource();
        var waiting = _pulse.WaitAsync(0, stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
