using System.Collections.Concurrent;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;

namespace Scim.Bus.Console.MachineKeys;

/// <summary>Stores, finds and deletes machine keys. Caches those that are in use for a moment.</summary>
internal sealed class MachineKeyStore(
    IDocumentCollection<MachineKeyRecord> documents, TimeProvider time, ILogger<MachineKeyStore> logger)
{
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (MachineKeyRecord Key, long ReadAt)> _cache = new(StringComparer.Ordinal);

    /// <summary>For how long another process may still take a deleted key.</summary>
    public static TimeSpan CacheDuration { get; } = TimeSpan.FromSeconds(2);

    public IDocumentCollection<MachineKeyRecord> Documents => documents;

    public Task AddAsync(MachineKeyRecord key, string secret, CancellationToken cancellationToken) => documents.InsertAsync(
        new Document<MachineKeyRecord> { Tenant = MachineKeyCollection.Partition, Id = MachineKeySecret.HashOf(secret), Body = key },
        cancellationToken);

    /// <summary>
    /// Finds the key with this secret, expired or not, and records its use if the store can be written; null if it is unknown or deleted.
    /// </summary>
    public async Task<MachineKeyRecord?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var (hash, readAt) = (MachineKeySecret.HashOf(secret), time.GetTimestamp());
        if (_cache.TryGetValue(hash, out var cached) && time.GetElapsedTime(cached.ReadAt, readAt) < CacheDuration)
            return cached.Key;
        if (await documents.GetAsync(MachineKeyCollection.Partition, hash, cancellationToken) is not { } document)
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
        return (await documents.QueryAsync(query, cancellationToken)).FirstOrDefault();
    }

    /// <summary>Deletes a key. Returns false if there is none with this id.</summary>
    /// <inheritdoc cref="FindAsync(Guid,TenantId?,CancellationToken)" />
    public async Task<bool> DeleteAsync(Guid id, TenantId? tenant, CancellationToken cancellationToken)
    {
        // Again if its use was recorded at the same time.
        while (await FindAsync(id, tenant, cancellationToken) is { } document)
        {
            if (!await documents.DeleteAsync(document, cancellationToken))
                continue;
            _cache.TryRemove(document.Id, out _);
            return true;
        }

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
            await documents.ReplaceAsync(document with { Body = document.Body with { LastUsedAt = now } }, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            // A full disk does not keep a program from reading.
            logger.LogDebug("The last use of machine key {Id} could not be recorded: {Reason}", document.Body.Id, e.Message);
        }
    }
}
