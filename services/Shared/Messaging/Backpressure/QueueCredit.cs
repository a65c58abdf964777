namespace Scim.Bus.Messaging.Backpressure;

/// <summary>
/// How many messages this process may still hand to a queue until the queue's length is known anew. A queue that nobody reads, or whose
/// readers are stuck, limits nobody: the messages that are for other queues too would wait with it.
/// </summary>
internal sealed class QueueCredit
{
    /// <summary>
    /// A queue of which nothing was read from one look to the next, so many times in a row, is stuck. A number and not a time, so that a
    /// process that was stopped for a while thinks nothing of it.
    /// </summary>
    public const int Stuck = 40;

    private readonly Lock _lock = new();
    private readonly int _limit;
    private TaskCompletionSource _changed = New();
    private int _credit;
    private int _taken;
    private long _lastReady;
    private int _looksInVain;
    private bool _isUnlimited;
    private bool _isWanted;

    public QueueCredit(string queue, int limit) => (Queue, _limit, _credit) = (queue, limit, limit);

    public string Queue { get; }

    /// <summary>True if the length should be looked up: somebody uses the queue, and half of the credit is used.</summary>
    public bool IsLow
    {
        get
        {
            lock (_lock)
                return _isWanted && _credit <= _limit / 2;
        }
    }

    /// <summary>Takes room for a message. Otherwise gives the task to wait for before the next attempt.</summary>
    public bool TryTake(out Task changed)
    {
        lock (_lock)
        {
            _isWanted = true;
            changed = _changed.Task;
            if (_credit <= 0 && !_isUnlimited)
                return false;
            _credit--;
            _taken++;
            return true;
        }
    }

    /// <summary>Sets the credit by the length of the queue; null if it is not known, which limits nobody.</summary>
    public void Update(QueueLength? length)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (length is { } known)
            {
                _looksInVain = known.Ready > 0 && known.Ready >= _lastReady + _taken ? _looksInVain + 1 : 0;
                _isUnlimited = known.Consumers == 0 || _looksInVain >= Stuck;
                _credit = (int)Math.Max(0, _limit - known.Ready);
                _lastReady = known.Ready;
            }
            else
            {
                (_isUnlimited, _credit, _looksInVain) = (true, _limit, 0);
            }

            (_taken, _isWanted) = (0, false);
            (changed, _changed) = (_changed, New());
        }

        changed.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
