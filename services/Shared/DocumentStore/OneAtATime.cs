namespace Scim.Bus.DocumentStore;

/// <summary>
/// Runs one after another what must not overlap within this process, such as writes of what was counted in memory: whoever writes, in order
/// to read then, waits for the write in hand, which has taken the counts already.
/// </summary>
public sealed class OneAtATime : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Runs an action once those before it have ended.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await action(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();
}
