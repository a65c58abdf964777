using Scim.Bus.DocumentStore;

namespace Scim.Bus.Console.Timeline;

/// <summary>
/// Writes lines of the provisioning log in batches: those of messages that are handled at about the same time are one write.
/// </summary>
internal sealed class TimelineWriter(IDocumentCollection<TimelineItem> items, TimeProvider time)
{
    /// <summary>How long the first line of a batch waits for others. Short against the time that a push takes.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private Batch? _next;

    /// <summary>Writes lines; those whose keys are taken are there already. Once the task ends they are stored.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public Task WriteAsync(IReadOnlyList<Document<TimelineItem>> lines)
    {
        Batch batch;
        lock (_lock)
        {
            if (_next is null)
            {
                _next = new Batch();
                _ = WriteNextAsync();
            }

            batch = _next;
            batch.Lines.AddRange(lines);
        }

        return batch.Written;
    }

    private async Task WriteNextAsync()
    {
        await Task.Delay(Linger, time);
        Batch batch;
        lock (_lock)
        {
            batch = _next!;
            _next = null;
        }

        try
        {
            await items.InsertMissingAsync(batch.Lines, CancellationToken.None);
            batch.Succeed();
        }
#pragma warning disable CA1031 // The failure is that of the messages whose lines these are.
        catch (Exception e)
        {
            batch.Fail(e);
        }
#pragma warning restore CA1031
    }

    private sealed class Batch
    {
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<Document<TimelineItem>> Lines { get; } = [];

        public Task Written => _written.Task;

        public void Succeed() => _written.SetResult();

        public void Fail(Exception failure) => _written.SetException(failure);
    }
}
