using System.Collections.Concurrent;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Protocol.Filters;

namespace Scim.Bus.Console.MachineKeys;

/// <summary>Stores, finds and deletes machine keys. Caches those that are in use for a moment.</summary>
internal sealed class MachineKeyStore(
    IDocumentWriter<MachineKeyRecord> keys,
    IDocumentCollection<MachineKeyRecord> documents,
    TimeProvider time,
    ILogger<MachineKeyStore> logger)
{
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (MachineKeyRecord Key, long ReadAt)> _cache = new(StringComparer.Ordinal);

    /// <summary>For how long another process may still take a deleted key.</summary>
    public static TimeSpan CacheDuration { get; } = TimeSpan.FromSeconds(2);

    public IDocumentCollection<MachineKeyRecord> Documents => documents;

    /// <summary>Adds a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="secret">Its secret, of which the hash is stored.</param>
    /// <param name="act">The act of whoever creates it; null for none.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public Task AddAsync(MachineKeyRecord key, string secret, AdminAct? act, CancellationToken cancellationToken) => keys.InsertAsync(
        new Document<MachineKeyRecord>
        {
            Tenant = MachineKeyCollection.Partition,
            Id = MachineKeySecret.HashOf(secret),
            Body = MachineKeyAudit.Record(act, key, time.GetUtcNow()),
        },
        cancellationToken);

    /// <summary>
    /// Finds the key with this secret, expired or not, and records its use if the store can be written; null if it is unknown or deleted.
    /// </summary>
    public async Task<MachineKeyRecord?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var (hash, readAt) = (MachineKeySecret.HashOf(secret), time.GetTimestamp());
        if (_cache.TryGetValue(hash, out var cached) && time.GetElapsedTime(cached.ReadAt, readAt) < CacheDuration)
            return cached.Key;
        if (await keys.GetAsync(MachineKeyCollection.Partition, hash, cancellationToken) is not { Tombstone: false } document)
        {
            _cache.TryRemove(hash, out _);
            return null;
        }

        _cache[hash] = (document.Body, readAt);
        await RecordUseAsync(document, cancellationToken);
        return document.Body;
    }

    /// <summary>Finds a key by its id; null if there is none.</summary>
    /// <param name="id">The id.</param>
    /// <param name="tenant">The tenant that it must be for; null for any key.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<Document<MachineKeyRecord>?> FindAsync(Guid id, TenantId? tenant, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery
        {
            Tenant = MachineKeyCollection.Partition,
            Filter = BoundFilter.Both(MachineKeyCollection.ById(id), MachineKeyCollection.Of(tenant)),
            Limit = 1,
        };
        return (await Documents.QueryAsync(query, cancellationToken)).FirstOrDefault();
    }

    /// <summary>Deletes a key, of which a tombstone stays. Returns false if there is none with this id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="tenant">The tenant that it must be for; null for any key.</param>
    /// <param name="act">The act of whoever deletes it; null for none.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public async Task<bool> DeleteAsync(Guid id, TenantId? tenant, AdminAct? act, CancellationToken cancellationToken)
    {
        // Again if its use was recorded at the same time.
        while (await FindAsync(id, tenant, cancellationToken) is { } document)
        {
            var deleted = document with { Tombstone = true, Body = MachineKeyAudit.Record(act, document.Body, time.GetUtcNow()) };
            if ((await keys.ReplaceAsync(deleted, cancellationToken)).Document is null)
                continue;
            _cache.TryRemove(document.Id, out _);
            return true;
        }

        act?.MarkUnchanged();
        return false;
    }

    private async Task RecordUseAsync(Document<MachineKeyRecord> document, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (document.Body.LastUsedAt is { } last && now - last < UsePrecision)
            return;
        try
        {
            // The result is ignored: a concurrent writer recorded the same use, or deleted the key.
            await keys.ReplaceAsync(document with { Body = document.Body with { LastUsedAt = now } }, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            // A full disk does not keep a program from reading.
            logger.LogDebug("The last use of machine key {Id} could not be recorded: {Reason}", document.Body.Id, e.Message);
        }
    }
}
