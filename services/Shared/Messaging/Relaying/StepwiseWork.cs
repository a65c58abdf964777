using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Messaging.Relaying;

/// <summary>
/// Long work in steps. How far it got is stored after each, in the document that asks for it: after a crash a sweeper finds the document overdue, here or in another process, and
/// it goes on from there. A step may be done twice.
/// </summary>
/// <typeparam name="T">What the document holds.</typeparam>
public abstract class StepwiseWork<T>(Outbox<T> outbox, ILogger logger) : QueuedWork<Document<T>>(logger), IDueWork<T>
    where T : class, IOutboxBody<T>
{
    /// <summary>How long a step may take before whoever does it is taken for dead.</summary>
    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The documents.</summary>
    protected Outbox<T> Outbox { get; } = outbox;

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
    protected override string NameOf(Document<T> item) => $"{Outbox.Documents.Definition.Name} {item.Id}";

    /// <inheritdoc />
    protected override async Task WorkOnAsync(Document<T> item, CancellationToken cancellationToken)
    {
        for (var hasMore = true; hasMore;)
        {
            (var next, hasMore) = await StepAsync(item.Body, cancellationToken);
            var result = await Outbox.ReplaceAsync(item with { Body = next }, cancellationToken);
            if (result.Document is not { } stored)
                return; // Somebody else has it by now.
            item = stored;
        }
    }
}
