using Scim.Bus.DocumentStore;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>
/// What is to be written to the log in the background: records of accepted requests that changed nothing, of reads, and the status of
/// requests whose record was stored before their answer. Bounded: what does not fit in is only counted.
/// </summary>
internal sealed class RequestQueue(
    IDocumentCollection<RequestRecord> items, RequestCounts counts, RequestRetentionPeriod retention, ILogger<RequestQueue> logger)
    : IDisposable
{
    private const int Batch = 200;
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Size of a record without its bodies, about.</summary>
    private const int BaseSize = 1_024;

    private readonly Lock _lock = new();
    private readonly Queue<RequestRecord> _records = [];
    private readonly Queue<RequestRecord> _answers = [];
    private readonly SemaphoreSlim _ready = new(0, 1);
    private int _bytes;

    /// <summary>Adds a record.</summary>
    public void Add(RequestRecord record)
    {
        if (!TryAdd(_records, record))
            counts.AddNotRecorded(record.Tenant);
    }

    /// <summary>Adds the status of a request to its record in the log. As best can be: without it, the record has none.</summary>
    public void AddAnswer(RequestRecord record) => TryAdd(_answers, record with { Request = null, Response = null });

    /// <summary>Waits until there is something to write.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _ready.WaitAsync(cancellationToken);

    /// <summary>Writes what is queued. What can't be written stays for the next time.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (Take(_records, Batch) is { Count: > 0 } records)
                await WriteAsync(records, cancellationToken);
            while (Take(_answers, 1) is [var answered])
                await WriteAnswerAsync(answered, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            logger.LogWarning("Requests are added to the log later. {Reason}", e.Message);
        }
    }

    public void Dispose() => _ready.Dispose();

    private static int SizeOf(RequestRecord record) => BaseSize + (record.Request?.Size ?? 0) + (record.Response?.Size ?? 0);

    private async Task WriteAsync(List<RequestRecord> records, CancellationToken cancellationToken)
    {
        try
        {
            await items.InsertMissingAsync([.. records.Select(retention.DocumentOf)], cancellationToken);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            records.ForEach(Add);
            throw;
        }
    }

    private async Task WriteAnswerAsync(RequestRecord answered, CancellationToken cancellationToken) => await items.ChangeAsync(
        answered.Tenant,
        answered.Id.ToString(),
        document => document.Body.Status is not null
            ? document
            : document with { Body = document.Body with { Status = answered.Status, DurationMs = answered.DurationMs } },
        cancellationToken);

    private bool TryAdd(Queue<RequestRecord> queue, RequestRecord record)
    {
        lock (_lock)
        {
            if (_bytes + SizeOf(record) > MostBytes)
                return false;
            _bytes += SizeOf(record);
            queue.Enqueue(record);
            if (_ready.CurrentCount == 0)
                _ready.Release();
            return true;
        }
    }

    private List<RequestRecord> Take(Queue<RequestRecord> queue, int most)
    {
        var taken = new List<RequestRecord>();
        lock (_lock)
        {
            while (taken.Count < most && queue.TryDequeue(out var record))
            {
                taken.Add(record);
                _bytes -= SizeOf(record);
            }
        }

        return taken;
    }
}
