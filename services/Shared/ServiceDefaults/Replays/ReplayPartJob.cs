using Microsoft.Extensions.Logging;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;

namespace Scim.Bus.ServiceDefaults.Replays;

/// <summary>
/// Sends what a service knows of a tenant again, page by page and at a limited rate, as its part of a replay. Continues after a restart,
/// and reports its progress to the ingress.
/// </summary>
/// <typeparam name="TJob">The job itself, as in <see cref="ReplayPart{TJob}"/>.</typeparam>
public abstract class ReplayPartJob<TJob>(
    ReplayType type,
    Outbox<ReplayPart<TJob>> parts,
    IMessagePublisher publisher,
    QueueSender queues,
    TimeProvider time,
    ILogger logger) : ResumableJob<ReplayPart<TJob>>(parts, logger)
{
    private const int MaxStep = 200;

    private readonly ILogger _logger = logger;

    /// <summary>Current time, UTC.</summary>
    protected DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Starts the part or stops it. Does nothing if the replay is about other types.</summary>
    public async Task ApplyAsync(ReplayRequested request, CancellationToken cancellationToken)
    {
        if (!request.Types.Contains(type))
            return;
        var isNew = false;
        var stored = await Outbox.UpsertAsync(request.Tenant, request.Replay.ToString(), Apply, cancellationToken);
        if (isNew && !stored.Body.Finished)
            Enqueue(stored);

        ReplayPart<TJob> Apply(ReplayPart<TJob>? present)
        {
            isNew = present is null;
            var part = present ?? new ReplayPart<TJob>
            {
                Replay = request.Replay,
                Tenant = request.Tenant,
                Queue = request.Queue,
                Rate = request.Rate,
                NextDueAt = LeaseEnd,
            };
            // A cancellation that arrives first stops the request that it is about.
            return request.Cancelled && !part.Finished ? part with { Finished = true, NextDueAt = null } : part;
        }
    }

    /// <summary>Reads the next page in the order of the documents' ids.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="count">Number of documents on the page.</param>
    /// <param name="cancellationToken">Stops the job.</param>
    protected abstract Task<ReplayPage> ReadAsync(TenantId tenant, PagePosition? after, int count, CancellationToken cancellationToken);

    /// <inheritdoc />
    protected override async Task<(ReplayPart<TJob> Next, bool HasMore)> StepAsync(
        ReplayPart<TJob> body, CancellationToken cancellationToken)
    {
        if (body.Finished)
            return (body, false);
        var startedAt = time.GetTimestamp();
        var step = Math.Min(body.Rate, MaxStep);
        try
        {
            var after = body.After is { } id ? new PagePosition(null, id) : null;
            var page = await ReadAsync(body.Tenant, after, step, cancellationToken);
            foreach (var (subject, message) in page.Messages)
                await SendAsync(body, subject, message, cancellationToken);
            var next = body with { Sent = body.Sent + page.Messages.Count, After = page.Last ?? body.After, Problem = null };
            if (!page.HasMore)
                return (Report(next with { Finished = true, NextDueAt = null }), false);
            var pause = TimeSpan.FromSeconds((double)step / body.Rate) - time.GetElapsedTime(startedAt);
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, cancellationToken);
            return (Report(next with { NextDueAt = LeaseEnd }), true);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreUnavailableException))
        {
            _logger.LogWarning(e, "Replay {Id} failed to send a page of {Type}; retrying", body.Replay, type);
            var failed = body with { Problem = e.Message, NextDueAt = RetryAt };
            return (body.Problem == failed.Problem ? failed : Report(failed), false);
        }
    }

    private Task SendAsync(ReplayPart<TJob> part, Guid subject, PendingMessage message, CancellationToken cancellationToken)
    {
        var marked = message.AsReplayed(part.Replay, subject);
        return part.Queue is { } queue
            ? queues.SendAsync(queue, marked, cancellationToken)
            : publisher.PublishAsync(marked, cancellationToken);
    }

    private ReplayPart<TJob> Report(ReplayPart<TJob> part)
    {
        var progress = new ReplayProgress
        {
            Tenant = part.Tenant,
            Replay = part.Replay,
            Type = type,
            Sent = part.Sent,
            Done = part.Finished,
            Problem = part.Problem,
        };
        var id = MessageIds.Create(part.Replay, part.Sent, $"{nameof(ReplayProgress)}/{type}/{part.Finished}/{part.Problem}");
        return part with { Pending = [.. part.Pending, PendingMessage.Create(progress, id, Now)] };
    }
}
