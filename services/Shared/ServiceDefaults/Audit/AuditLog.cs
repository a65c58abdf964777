using System.Text.Json;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>
/// The audit log of a service. Entries are added and, after the retention, removed; none is changed but one of
/// <see cref="AuditOutcome.Begun"/>, which gets its outcome.
/// </summary>
public sealed class AuditLog : ILocalEntryStore
{
    /// <summary>Name of the store, and of the collection.</summary>
    public const string StoreName = "audit";

    internal AuditLog(string service, IDocumentStore store) => (Service, Items) = (service, store.Open(AuditCollection.Create(service)));

    /// <inheritdoc />
    public string Service { get; }

    /// <inheritdoc />
    public string Name => StoreName;

    internal IDocumentCollection<AuditItem> Items { get; }

    /// <inheritdoc />
    public async Task StoreAsync(PendingMessage entry, CancellationToken cancellationToken) =>
        await AppendAsync(Read(entry), cancellationToken);

    /// <summary>Adds an entry. Does nothing if one with its id is stored already.</summary>
    internal Task<WriteResult<AuditItem>> AppendAsync(AuditItem item, CancellationToken cancellationToken) => Items.InsertAsync(
        new Document<AuditItem> { Tenant = AuditCollection.Partition, Id = item.Id.ToString(), Body = item }, cancellationToken);

    private static AuditItem Read(PendingMessage entry)
    {
        try
        {
            return entry.Body.Deserialize<AuditItem>(MessageTypes.Json) ?? throw new JsonException("It is null.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new UnpublishableMessageException(
                $"The audit entry can't be read: another version of Scim.Bus stored it. {e.Message}", e);
        }
    }
}
