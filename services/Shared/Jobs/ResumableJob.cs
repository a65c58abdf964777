using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Jobs;

/// <summary>
/// A long job in steps. Progress is stored in the job's document after each step; after a crash a sweeper, here or in another process,
/// finds the document overdue and the job resumes there. Steps must be idempotent: one may run twice.
/// </summary>
/// <typeparam name="T">Type of the document's body.</typeparam>
public abstract class ResumableJob<T>(Outbox<T> outbox, ILogger logger) : BackgroundQueue<Document<T>>(logger), IScheduledWork<T>
    where T : class, IHasOutbox<T>
{
    /// <summary>How long one step may take before another process takes over the job.</summary>
    protected static TimeSpan LeaseDuration { get; } = TimeSpan.FromSeconds(30);

    private static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(10);

    /// <summary>When a lease ends that begins now: a job's document is due then, unless a later step says otherwise.</summary>
    protected DateTimeOffset LeaseEnd => Outbox.Clock.GetUtcNow() + LeaseDuration;

    /// <summary>When a step that could not send is tried again.</summary>
    protected DateTimeOffset RetryAt => Outbox.Clock.GetUtcNow() + RetryAfter;

    /// <summary>Outbox of the jobs' documents.</summary>
    protected Outbox<T> Outbox { get; } = outbox;

    /// <inheritdoc />
    public virtual Task ExecuteAsync(Document<T> document, CancellationToken cancellationToken)
    {
        Enqueue(document);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Runs one step and returns the progress to store. While there is more to do, that progress must be due again at
    /// <see cref="LeaseEnd"/>.
    /// </summary>
    /// <param name="body">Progress before the step.</param>
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
                return; // Another process has taken over the job.
            item = stored;
        }
    }
}
