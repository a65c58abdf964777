using MassTransit;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Signals that the bus has started. Relays start before the bus, and publishing too early would open channels that the start then closes,
/// together with those of the bus's own endpoints. The same holds while the bus is restarted.
/// </summary>
public sealed class BusStartedSignal : IBusObserver
{
    private volatile TaskCompletionSource _started = Unset();

    /// <summary>Completes when the bus has started. Another task after the bus was stopped.</summary>
    public Task Started => _started.Task;

    /// <inheritdoc />
    public Task PostStart(IBus bus, Task<BusReady> busReady)
    {
        _started.TrySetResult();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void PostCreate(IBus bus)
    {
    }

    /// <inheritdoc />
    public void CreateFaulted(Exception exception)
    {
    }

    /// <inheritdoc />
    public Task PreStart(IBus bus) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    /// <inheritdoc />
    public Task PreStop(IBus bus)
    {
        if (_started.Task.IsCompleted)
            _started = Unset();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task PostStop(IBus bus) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    private static TaskCompletionSource Unset() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
