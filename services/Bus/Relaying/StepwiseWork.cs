using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Messaging.Relaying;

/// <summary>
/// Long work in steps. How far it got is stored after each, in the document that asks for it: after a crash a sweeper finds the document overdue, here or in another process, and
/// it goes on from there. A step may be done twice.
/// </summary>
/// <typeparam name="T">What the document holds.</typeparam>
public abstract class StepwiseWork<T>(Outbox<T> outbox, ILogger logger) : BackgroundService, IDueWork<T>
    where T : class, IOutboxBody<T>
{
    private const int Parallelism = 4;
    private const int Capacity = 1_000;

    private readonly Channel<Document<T>> _started = Channel.CreateBounded<Document<T>>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>How long a step may take before whoever does it is taken for dead.</summary>
    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The documents.</summary>
    protected Outbox<T> Outbox { get; } = outbox;

    /// <summary>Begins at once. If it is not done by this process, a sweeper finds it.</summary>
    public void Start(Document<T> document) => _started.Writer.TryWrite(document);

    /// <inheritdoc />
    public Task DoAsync(Document<T> document, CancellationToken cancellationToken)
    {
        Start(document);
        return Task.CompletedTask;
    }

    /// <summary>Does a step. Gives what is to be stored then, due again after <see cref="Patience"/> if there is more to do.</summary>
    /// <param name="body">How far it got.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How far it got now, and whether there is more to do at once.</returns>
    protected abstract Task<(T Next, bool HasMore)> StepAsync(T body, CancellationToken cancellationToken);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Parallelism).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var document in _started.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await StepThroughAsync(document, stoppingToken);
            }
#pragma warning disable CA1031 // Other work must go on; the sweeper comes back to this one.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "Work on {Collection} {Id} stopped half-way; it goes on soon", Outbox.Documents.Definition.Name, document.Id);
            }
#pragma warning restore CA1031
        }
    }

    private async Task StepThroughAsync(Document<T> document, CancellationToken cancellationToken)
    {
        for (var hasMore = true; hasMore;)
        {
            (var next, hasMore) = await StepAsync(document.Body, cancellationToken);
            var result = await Outbox.ReplaceAsync(document with { Body = next }, cancellationToken);
            if (result.Document is not { } stored)
                return; // Somebody else has it by now.
            document = stored;
        }
    }
}
