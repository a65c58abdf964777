using System.Collections.Concurrent;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Protocol.Filters;

namespace Scim.Bus.Messaging.Errors;

/// <summary>The messages of one service that were set aside, in its own database.</summary>
public sealed class ErrorStore
{
    /// <summary>How long the attempts of a message are remembered after it was sent again.</summary>
    private static readonly TimeSpan Remember = TimeSpan.FromDays(30);

    private readonly ErrorBodyStore _bodies;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(string Queue, ErrorKind Kind), long> _counts = [];

    internal ErrorStore(string service, IDocumentStore store, TimeProvider time)
    {
        Service = service;
        Records = store.Open(ErrorCollections.Records(service));
        _bodies = new ErrorBodyStore(store.Open(ErrorCollections.Bodies(service)), time);
        _time = time;
    }

    /// <summary>Name of the service; its queues' names begin with it and a hyphen.</summary>
    public string Service { get; }

    /// <summary>The records.</summary>
    public IDocumentCollection<ErrorRecord> Records { get; }

    /// <summary>Raised after a record was added, changed or removed by this process.</summary>
    internal event EventHandler? Changed;

    private static TenantId Partition => ErrorCollections.Partition;

    /// <summary>Gets a record that waits for an operator; null if there is none.</summary>
    public async Task<Document<ErrorRecord>?> FindAsync(string id, CancellationToken cancellationToken) =>
        await Records.GetAsync(Partition, id, cancellationToken) is { Tombstone: false } document ? document : null;

    /// <summary>Stores a message of a queue. A failure that is delivered again changes nothing; another one counts as an attempt.</summary>
    internal async Task<ErrorRecord> SaveAsync(FailedMessage message, CancellationToken cancellationToken)
    {
        var failed = ErrorRecords.Create(Service, message, _time.GetUtcNow());
        var present = await Records.GetAsync(Partition, failed.Id, cancellationToken);
        if (present is { Body: var known } && known.IsSameFailure(failed) && (known.HasMessage || known.Fault is not null))
            return known;
        var key = Guid.NewGuid().ToString("n");
        await _bodies.WriteAsync(failed.Id, key, message.Body, cancellationToken);
        var stored = await SaveAsync(failed with { BodyKey = key }, cancellationToken);
        if (stored.BodyKey != key)
            await _bodies.DeleteAsync(key, cancellationToken);
        else if (present?.Body.BodyKey is { } former)
            await _bodies.DeleteAsync(former, cancellationToken);
        return stored;
    }

    /// <summary>Stores a message of an outbox.</summary>
    internal Task<ErrorRecord> SaveAsync(UnpublishableMessage message, CancellationToken cancellationToken) =>
        SaveAsync(ErrorRecords.Create(Service, message, _time.GetUtcNow()), cancellationToken);

    /// <exception cref="InvalidOperationException">The body is not stored, because the message was sent again meanwhile.</exception>
    internal Task<byte[]> ReadBodyAsync(ErrorRecord record, CancellationToken cancellationToken) =>
        _bodies.ReadAsync(record.BodyKey ?? throw new InvalidOperationException($"Error {record.Id} has no body."), cancellationToken);

    /// <summary>Notes that a retry begins: from now on the same failure counts again.</summary>
    /// <exception cref="DocumentConcurrencyException">Somebody else changed the record at the same time.</exception>
    internal async Task<Document<ErrorRecord>> BeginRetryAsync(Document<ErrorRecord> document, CancellationToken cancellationToken) =>
        (await Records.ReplaceAsync(document with { Body = document.Body with { IsRetrying = true } }, cancellationToken))
        .EnsureDone($"Error {document.Id}");

    /// <summary>Takes a record off the list once its message was sent, unless the message has failed again already.</summary>
    internal async Task CompleteRetryAsync(Document<ErrorRecord> document, CancellationToken cancellationToken)
    {
        var sent = document with { Tombstone = true, DueAt = _time.GetUtcNow() + Remember, Body = ErrorRecords.Sent(document.Body) };
        if ((await Records.ReplaceAsync(sent, cancellationToken)).Outcome == WriteOutcome.Done)
            await RemoveBodyAsync(document.Body, cancellationToken);
    }

    /// <summary>Stores that a retry failed at once.</summary>
    internal async Task FailRetryAsync(Document<ErrorRecord> document, string reason, CancellationToken cancellationToken)
    {
        var failed = document.Body with { IsRetrying = false, Reason = reason, Attempts = document.Body.Attempts + 1 };
        await Records.ReplaceAsync(document with { Body = failed }, cancellationToken);
    }

    /// <summary>Deletes a record and its message. Returns false if somebody else changed it at the same time.</summary>
    internal async Task<bool> DeleteAsync(Document<ErrorRecord> document, CancellationToken cancellationToken)
    {
        if (!await Records.DeleteAsync(document, cancellationToken))
            return false;
        await RemoveBodyAsync(document.Body, cancellationToken);
        return true;
    }

    /// <summary>Deletes what is no longer needed: records of messages that were sent long ago, and bodies without a record.</summary>
    internal async Task PurgeAsync(CancellationToken cancellationToken)
    {
        const int Batch = 100;
        foreach (var document in await Records.DueAsync(_time.GetUtcNow(), Batch, cancellationToken))
        {
            if (document.Tombstone)
                await Records.DeleteAsync(document, cancellationToken);
            else
                await Records.ReplaceAsync(document with { DueAt = null }, cancellationToken);
        }

        await _bodies.PurgeAsync(
            async body => await FindAsync(body.RecordId, cancellationToken) is { } found && found.Body.BodyKey == body.Key,
            cancellationToken);
    }

    /// <summary>Streams the messages of outboxes.</summary>
    internal IAsyncEnumerable<Document<ErrorRecord>> UnpublishableAsync(CancellationToken cancellationToken) => Records.StreamAsync(
        new DocumentQuery { Tenant = Partition, Filter = ErrorCollections.Of(ErrorKind.Unpublishable), Limit = 100 }, cancellationToken);

    /// <summary>
    /// Counts the records by queue and kind. A queue that had records since this process started is counted, even if it has none now.
    /// </summary>
    internal async Task<IReadOnlyDictionary<(string Queue, ErrorKind Kind), long>> CountAsync(CancellationToken cancellationToken)
    {
        var total = await Records.CountAsync(Partition, filter: null, cancellationToken);
        foreach (var known in _counts.Keys)
            _counts[known] = total == 0 ? 0 : await CountAsync(known, cancellationToken);
        while (_counts.Values.Sum() < total && await FindUncountedAsync(cancellationToken) is { } found)
            _counts[found] = await CountAsync(found, cancellationToken);
        return _counts.ToDictionary();
    }

    private Task<long> CountAsync((string Queue, ErrorKind Kind) of, CancellationToken cancellationToken) =>
        Records.CountAsync(Partition, ErrorCollections.Of(of.Queue, of.Kind), cancellationToken);

    /// <summary>Finds a queue and kind that was not counted before.</summary>
    private async Task<(string Queue, ErrorKind Kind)?> FindUncountedAsync(CancellationToken cancellationToken)
    {
        var others = _counts.Keys.Aggregate(
            (BoundFilter?)null, (filter, known) => BoundFilter.Both(filter, new BoundNot(ErrorCollections.Of(known.Queue, known.Kind))));
        var found = await Records.QueryAsync(new DocumentQuery { Tenant = Partition, Filter = others, Limit = 1 }, cancellationToken);
        return found.Count == 0 ? null : (found[0].Body.Queue, found[0].Body.Kind);
    }

    private async Task<ErrorRecord> SaveAsync(ErrorRecord failed, CancellationToken cancellationToken)
    {
        // Tombstones stand for messages that were sent again: whatever comes now is a new failure.
        var document = await Records.UpsertAsync(
            Partition, failed.Id, present => present is null ? failed : present.After(failed), cancellationToken, _ => false);
        Changed?.Invoke(this, EventArgs.Empty);
        return document.Body;
    }

    private async Task RemoveBodyAsync(ErrorRecord record, CancellationToken cancellationToken)
    {
        if (record.BodyKey is { } key)
            await _bodies.DeleteAsync(key, cancellationToken);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
