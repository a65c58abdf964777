using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <content>How published messages are taken out of their documents.</content>
internal sealed partial class PublishedMessages<T>
{
    /// <summary>How often documents that others changed meanwhile are read again at once; after that, a second later.</summary>
    private const int MostAttempts = 3;

    /// <summary>
    /// Removes what was published from its documents, which keep their revisions: it is no change that another writer has to see. A
    /// document that was changed meanwhile, or that another process removed messages from, is read again.
    /// </summary>
    /// <param name="all">True to do it now also where more will follow soon.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    public async Task RemoveAsync(bool all, CancellationToken cancellationToken)
    {
        ForgetOld();
        foreach (var batch in Locked(() => _left.Where(entry => IsDue(entry, all)).ToList()).Chunk(Batch))
        {
            IReadOnlyCollection<PublishedDocument<T>> entries = batch;
            for (var attempt = 0; attempt < MostAttempts && entries.Count > 0; attempt++)
            {
                var removals = RemovalsFrom(entries, all);
                if (await collection.AmendAsync([.. removals.Values], cancellationToken) == removals.Count)
                {
                    foreach (var removal in removals.Values)
                        Stored(removal.Amended);
                    break;
                }

                foreach (var documents in removals.Values.GroupBy(removal => removal.Read.Tenant, removal => removal.Read.Id))
                    await ReadAgainAsync(documents.Key, [.. documents], cancellationToken);
                entries = removals.Keys;
            }
        }
    }

    private bool IsDue(PublishedDocument<T> entry, bool all) =>
        all || entry.IsWhole || time.GetElapsedTime(entry.LeftAt) >= Patience;

    private async Task ReadAgainAsync(TenantId tenant, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var present = await collection.GetManyAsync(tenant, ids, cancellationToken);
        foreach (var document in present)
            Stored(document);
        foreach (var gone in ids.Except(present.Select(document => document.Id), StringComparer.Ordinal))
            Forget((tenant, gone));
    }

    /// <summary>Of these documents, those that published messages are to be taken out of now, and how.</summary>
    private Dictionary<PublishedDocument<T>, Amendment<T>> RemovalsFrom(IEnumerable<PublishedDocument<T>> entries, bool all)
    {
        lock (_lock)
        {
            return entries
                .Where(entry => _left.Contains(entry) && IsDue(entry, all))
                .ToDictionary(entry => entry, entry =>
                {
                    var (read, left) = (entry.Document!, Without(entry.Document!, entry).Body);
                    return new Amendment<T>(read, left, OutboxSchedule.DueAfterRemoval(read, left, clock));
                });
        }
    }

    /// <summary>Forgets the documents of which nothing was left long ago.</summary>
    private void ForgetOld()
    {
        lock (_lock)
        {
            while (_removed.TryPeek(out var first) && time.GetElapsedTime(first.RemovedAt) > Retention)
            {
                var (entry, removedAt) = _removed.Dequeue();
                // Unless messages were published since, or the document was forgotten.
                if (!_left.Contains(entry) && entry.RemovedAt == removedAt && _entries.GetValueOrDefault(entry.Key) == entry)
                    _entries.Remove(entry.Key);
            }
        }
    }
}
