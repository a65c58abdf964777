using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Jobs;

/// <summary>
/// A long job in steps, whose progress is stored in its document after each. After a crash a sweeper finds the document overdue, here or in another
/// process, and the job resumes from there. Steps must be idempotent: one may run twice.
/// </summary>
/// <typeparam name="T">What the document holds.</typeparam>
public abstract class ResumableJob<T>(Outbox<T> outbox, ILogger logger) : BackgroundQueue<Document<T>>(logger), IScheduledWork<T>
    where T : class, IHasOutbox<T>
{
    /// <summary>How long one step may take before another process takes the job over.</summary>
    protected static TimeSpan LeaseDuration { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The documents.</summary>
    protected Outbox<T> Outbox { get; } = outbox;

    /// <inheritdoc />
    public Task ExecuteAsync(Document<T> document, CancellationToken cancellationToken)
    {
        Enqueue(document);
        return Task.CompletedTask;
    }

    /// <summary>Runs one step and returns the progress to store. If there is more to do, it is due again after <see cref="LeaseDuration"/>.</summary>
    /// <param name="body">Progress so far.</param>
    /// <param name="cancellationToken">Stops the job.</param>
    /// <returns>Progress after the step, and whether the next step follows at once.</returns>
    protected abstract Task<(T Next, bool HasMore)> StepAsync(T body, CancellationToken cancellationToken);

    /// <inheritdoc />
    protected override string NameOf(Document<T> item) => $"{Outbox.Documents.Definition.Name} {item.Id}";

    /// <inheritdoc />
    protected override async Task ProcessAsync(Document<T> item, CancellationToken cancellationToken)
    {
        for (var hasMore = true; hasMore;)
        {
            (var next, hasMore) = await StepAsync(item.Body, cancellationToken);
            var result = await Outbox.ReplaceAsync(item with { Body = next }, cancellationToken);
            if (result.Document is not { } stored)
                return; // Another process has the job by now.
            item = stored;
        }
    }
}
