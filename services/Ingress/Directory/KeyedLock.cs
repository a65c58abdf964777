using System.Diagnostics;

namespace Scim.Bus.Ingress.Directory;

/// <summary>
/// Lets one change of a resource after the other through, in this process: concurrent ones would only make each other try again. What keeps
/// changes apart is the revision of the document, for there may be other processes.
/// </summary>
internal sealed class KeyedLock<TKey>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Gate> _gates = [];

    /// <summary>Waits for its turn; disposing the result ends the turn.</summary>
    public async Task<IDisposable> EnterAsync(TKey key, CancellationToken cancellationToken)
    {
        Gate? gate;
        lock (_lock)
        {
            if (!_gates.TryGetValue(key, out gate))
                _gates.Add(key, gate = new Gate());
            gate.Users++;
        }

        try
        {
            await gate.Semaphore.WaitAsync(cancellationToken);
            return new Turn(this, key, gate);
        }
        catch
        {
            Leave(key, gate);
            throw;
        }
    }

    private void Leave(TKey key, Gate gate)
    {
        lock (_lock)
        {
            Debug.Assert(gate.Users > 0, "A gate is left as often as it was entered.");
            if (--gate.Users > 0)
                return;
            _gates.Remove(key);
            gate.Semaphore.Dispose();
        }
    }

    private sealed class Gate
    {
        public SemaphoreSlim Semaphore { get; } = new(1);

        public int Users { get; set; }
    }

    private sealed class Turn(KeyedLock<TKey> owner, TKey key, Gate gate) : IDisposable
    {
        public void Dispose()
        {
            gate.Semaphore.Release();
            owner.Leave(key, gate);
        }
    }
}
