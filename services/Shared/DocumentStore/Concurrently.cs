namespace Scim.Bus.DocumentStore;

/// <summary>Asynchronous work on many items, some of them at a time.</summary>
public static class Concurrently
{
    /// <summary>
    /// Runs work on each item, in no particular order. It goes on where it was called, unlike that of <see cref="Parallel"/>, because what
    /// it does is waiting. After a failure no further item is begun, and the first failure is thrown once those in hand have ended.
    /// </summary>
    /// <param name="items">The items. Enumerated lazily: they are never all in memory.</param>
    /// <param name="limit">Number of items that are worked on at a time.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Stops after some of the items.</param>
    public static async Task ForEachAsync<T>(
        IEnumerable<T> items, int limit, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var enumerator = items.GetEnumerator();
        var isOver = false;
        var workers = new List<Task>();
        while (workers.Count < limit && TryTake(out var first))
            workers.Add(WorkAsync(first));
        await Task.WhenAll(workers);
        cancellationToken.ThrowIfCancellationRequested();

        bool TryTake(out T item)
        {
            lock (enumerator)
            {
                isOver = isOver || cancellationToken.IsCancellationRequested || !enumerator.MoveNext();
                item = isOver ? default! : enumerator.Current;
                return !isOver;
            }
        }

        async Task WorkAsync(T item)
        {
            try
            {
                do
                    await work(item, cancellationToken);
                while (TryTake(out item));
            }
            catch
            {
                lock (enumerator)
                    isOver = true;
                throw;
            }
        }
    }
}
