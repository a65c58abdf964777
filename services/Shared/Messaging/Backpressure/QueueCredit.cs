namespace Scim.Bus.Messaging.Backpressure;

/// <summary>
/// How many messages this process may still hand to a queue until the queue's length is known anew. Whoever finds no room lines up for it.
/// A queue that nobody reads, or whose readers are stuck, limits nobody: the messages that are for other queues too would wait with it.
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
    private readonly Queue<TaskCompletionSource> _line = [];
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

    /// <summary>Takes room for a message, unless there is none or others line up for it.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            _isWanted = true;
            return _line.Count == 0 && TakeIfRoom();
        }
    }

    /// <summary>Takes room for a message once there is some. Those who wait get it in the order in which they came.</summary>
    public async Task LineUpAsync(CancellationToken cancellationToken)
    {
        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _isWanted = true;
            if (_line.Count == 0 && TakeIfRoom())
                return;
            _line.Enqueue(place);
        }

        await using var leaving = cancellationToken.UnsafeRegister(_ => place.TrySetCanceled(cancellationToken), null);
        await place.Task;
    }

    /// <summary>Sets the credit by the length of the queue; null if it is not known, which limits nobody.</summary>
    public void Update(QueueLength? length)
    {
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

            _taken = 0;
            while (_line.Count > 0 && HasRoom)
            {
                // Whoever gave up has left the line.
                if (_line.Dequeue().TrySetResult())
                    Take();
            }

            _isWanted = _line.Count > 0;
        }
    }

    private bool HasRoom => _credit > 0 || _isUnlimited;

    private bool TakeIfRoom()
    {
        if (!HasRoom)
            return false;
        Take();
        return true;
    }

    private void Take() => (_credit, _taken) = (_credit - 1, _taken + 1);
}
