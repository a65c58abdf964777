using System.Text.Json;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>
/// The log of requests, in a database of its own. Records of changes come from the outboxes of what they changed, in batches; a record is
/// stored once, by its id.
/// </summary>
internal sealed class RequestStore(
    IDocumentCollection<RequestRecord> items, RequestsInFlight flight, RequestQueue queue, RequestRetentionPeriod retention)
    : ILocalEntryStore
{
    /// <summary>Name of the store.</summary>
    public const string StoreName = "requests";

    public string Service => IngressService.Name;

    public string Name => StoreName;

    public int BatchSize => 200;

    /// <summary>
    /// Long enough that most requests are answered by then, and their status is stored with them. Short enough that few records wait in a
    /// group that one PATCH after another changes: each rewrites them.
    /// </summary>
    public TimeSpan BatchDelay => TimeSpan.FromMilliseconds(50);

    public Task StoreAsync(PendingMessage entry, CancellationToken cancellationToken) => StoreAsync([entry], cancellationToken);

    public async Task StoreAsync(IReadOnlyList<PendingMessage> entries, CancellationToken cancellationToken)
    {
        var records = entries.Select(entry => flight.Find(entry.MessageId) ?? Read(entry)).ToList();
        await items.InsertMissingAsync([.. records.Select(retention.DocumentOf)], cancellationToken);
        foreach (var record in records)
        {
            if (flight.Stored(record) is { } answered)
                queue.AddAnswer(answered);
        }
    }

    private static RequestRecord Read(PendingMessage entry)
    {
        try
        {
            return entry.Body.Deserialize<RequestRecord>(MessageTypes.Json) ?? throw new JsonException("It is null.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new UnpublishableMessageException(
                $"The record of a request can't be read: another version of Scim.Bus stored it. {e.Message}", e);
        }
    }
}
