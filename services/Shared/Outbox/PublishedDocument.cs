using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>What this process has published of a document's outbox.</summary>
/// <param name="key">Tenant and key of the document.</param>
internal sealed class PublishedDocument<T>((TenantId, string) key)
    where T : class, IHasOutbox<T>
{
    private HashSet<(Guid, DateTimeOffset)> _published = [];

    /// <summary>What was published before <see cref="_earlierSince"/>, when nothing of it was left in the document.</summary>
    private HashSet<(Guid, DateTimeOffset)> _earlier = [];
    private long _earlierSince;

    public (TenantId, string) Key => key;

    /// <summary>The newest revision that this process knows.</summary>
    public long Revision { get; private set; }

    /// <summary>The due time that it has at that revision, as far as this process knows: removals change it.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The document while published messages are left in it: the newest that this process knows; null otherwise.</summary>
    public Document<T>? Document { get; set; }

    /// <summary>Timestamp at which published messages were first left in it.</summary>
    public long LeftAt { get; set; }

    /// <summary>True if everything in the document was published.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Timestamp at which none of the messages was left in the document.</summary>
    public long RemovedAt { get; set; }

    /// <summary>Notes how the document is stored now.</summary>
    public void Know(Document<T> document) => (Revision, DueAt) = (document.Revision, document.DueAt);

    public void Add(PendingMessage message) => _published.Add(IdentityOf(message));

    public bool Has(PendingMessage message)
    {
        var identity = IdentityOf(message);
        return _published.Contains(identity) || _earlier.Contains(identity);
    }

    /// <summary>
    /// Forgets what was taken out of the document longer ago than a writer takes. Called while nothing is left in it; without this, a
    /// document that is written all the time would be remembered with all that it ever published.
    /// </summary>
    public void ForgetOld(TimeProvider time, TimeSpan retention)
    {
        if (time.GetElapsedTime(_earlierSince) <= retention)
            return;
        (_earlier, _published) = (_published, []);
        _earlierSince = time.GetTimestamp();
    }

    /// <summary>A message that is added again, to be published again, has the same id and another time.</summary>
    private static (Guid, DateTimeOffset) IdentityOf(PendingMessage message) => (message.MessageId, message.At);
}
