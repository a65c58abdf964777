namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>A request's change of a group that waits for the group's lock, to be stored with others.</summary>
/// <param name="change">As of <see cref="GroupStore.ChangeTogetherAsync"/>.</param>
/// <param name="cancellationToken">The request's.</param>
internal sealed class WaitingChange(Func<GroupRecord, CancellationToken, Task<GroupRecord?>> change, CancellationToken cancellationToken)
{
    /// <summary>The request's, so that what the change creates is part of its trace, whoever applies it.</summary>
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly TaskCompletionSource<GroupRecord> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GroupRecord? _changed;
    private Exception? _refusal;

    /// <summary>The group as the change made it, once that is stored and complete.</summary>
    public Task<GroupRecord> Result => _result.Task;

    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    /// <summary>Applies the change; again after a concurrent write.</summary>
    /// <returns>The group after it, or as it was if the change is refused; null if it has to wait for the group's intents.</returns>
    public async Task<GroupRecord?> ApplyAsync(GroupRecord group)
    {
        (_changed, _refusal) = (null, null);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            _changed = await RunAsync(group);
            return _changed;
        }
#pragma warning disable CA1031 // It is the request's, and must not fail those that are stored with it.
        catch (Exception e)
        {
            _refusal = e;
            return group;
        }
#pragma warning restore CA1031
    }

    /// <summary>Answers the request: what it changed is stored, or it is refused.</summary>
    public void Finish()
    {
        if (_refusal is not null)
            _result.TrySetException(_refusal);
        else
            _result.TrySetResult(_changed!);
    }

    /// <summary>Answers the request with a failure of the write, unless it is refused anyway.</summary>
    public void Fail(Exception error) => _result.TrySetException(_refusal ?? error);

    /// <summary>Answers a request that nobody waits for any more.</summary>
    public void Cancel() => _result.TrySetCanceled(cancellationToken);

    private Task<GroupRecord?> RunAsync(GroupRecord group)
    {
        if (_context is null)
            return change(group, cancellationToken);
        Task<GroupRecord?>? running = null;
        ExecutionContext.Run(_context, _ => running = change(group, cancellationToken), null);
        return running!;
    }
}
