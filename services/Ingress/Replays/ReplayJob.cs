using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Jobs;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Replays;

/// <summary>Sends a tenant's directory again, page by page and at a limited rate. Continues after a restart.</summary>
internal sealed class ReplayJob(
    Outbox<ReplayRun> runs,
    UserStore users,
    GroupStore groups,
    IMessagePublisher publisher,
    QueueSender queues,
    TimeProvider time,
    ILogger<ReplayJob> logger) : ResumableJob<ReplayRun>(runs, logger)
{
    private const int MaxStep = 200;

    /// <summary>Stores a replay and starts it.</summary>
    public async Task<ReplayRun> StartAsync(TenantId tenant, string? queue, int rate, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var run = new ReplayRun
        {
            Id = Guid.CreateVersion7(now),
            Tenant = tenant,
            Queue = queue,
            Rate = rate,
            StartedAt = now,
            NextDueAt = now + LeaseDuration,
        };
        var document = new Document<ReplayRun> { Tenant = tenant, Id = run.Id.ToString(), Body = run };
        var result = await Outbox.InsertAsync(document, cancellationToken);
        Enqueue(result.EnsureDone($"Replay {run.Id}"));
        return run;
    }

    /// <summary>Cancels a replay unless it has finished. Returns it; null if it does not exist.</summary>
    public async Task<ReplayRun?> CancelAsync(TenantId tenant, Guid id, CancellationToken cancellationToken)
    {
        var result = await Outbox.ChangeAsync(tenant, id.ToString(), Cancel, cancellationToken);
        return result?.EnsureDone($"Replay {id}").Body;

        Document<ReplayRun> Cancel(Document<ReplayRun> document) => document.Body.FinishedAt is not null
            ? document
            : document with { Body = document.Body with { Cancelled = true, FinishedAt = time.GetUtcNow(), NextDueAt = null } };
    }

    protected override async Task<(ReplayRun Next, bool HasMore)> StepAsync(ReplayRun body, CancellationToken cancellationToken)
    {
        if (body.FinishedAt is not null)
            return (body, false);
        var startedAt = time.GetTimestamp();
        var step = Math.Min(body.Rate, MaxStep);
        ReplayRun next;
        try
        {
            next = body.IsAmongUsers
                ? await UsersAsync(body, step, cancellationToken)
                : await GroupsAsync(body, step, cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreUnavailableException))
        {
            logger.LogWarning(e, "Replay {Id} failed to send a page; retrying", body.Id);
            return (body with { Problem = e.Message, NextDueAt = time.GetUtcNow() + LeaseDuration }, false);
        }

        var pause = TimeSpan.FromSeconds((double)step / body.Rate) - time.GetElapsedTime(startedAt);
        if (next.FinishedAt is null && pause > TimeSpan.Zero)
            await Task.Delay(pause, time, cancellationToken);
        var hasMore = next.FinishedAt is null;
        return (next with { Problem = null, NextDueAt = hasMore ? time.GetUtcNow() + LeaseDuration : null }, hasMore);
    }

    private async Task<ReplayRun> GroupsAsync(ReplayRun run, int step, CancellationToken cancellationToken)
    {
        var page = await groups.Documents.QueryAsync(Query(run, step), cancellationToken);
        foreach (var group in page)
            await SendAsync(run, ReplayMessages.Create(run, group.Body, time.GetUtcNow()), cancellationToken);
        var isLast = page.Count < step;
        return run with { Groups = run.Groups + page.Count, After = isLast ? null : page[^1].Id, IsAmongUsers = isLast };
    }

    private async Task<ReplayRun> UsersAsync(ReplayRun run, int step, CancellationToken cancellationToken)
    {
        var page = await users.Documents.QueryAsync(Query(run, step), cancellationToken);
        foreach (var user in page)
        {
            await SendAsync(run, ReplayMessages.Create(run, user.Body, time.GetUtcNow()), cancellationToken);
            // Not to a queue: it is another subscriber's, and this message is ours.
            if (run.Queue is null && ReplayMessages.Assignment(run, user.Body, time.GetUtcNow()) is { } assignment)
                await SendAsync(run, assignment, cancellationToken);
        }

        foreach (var memberships in ReplayMessages.Memberships(run, page.Select(user => user.Body), time.GetUtcNow()))
            await SendAsync(run, memberships, cancellationToken);
        var next = run with { Users = run.Users + page.Count };
        if (page.Count == step)
            return next with { After = page[^1].Id };
        await SendAsync(next, ReplayMessages.Completed(next, time.GetUtcNow()), cancellationToken);
        return next with { FinishedAt = time.GetUtcNow() };
    }

    private static DocumentQuery Query(ReplayRun run, int limit) => new()
    {
        Tenant = run.Tenant,
        After = run.After is { } after ? new PagePosition(null, after) : null,
        Limit = limit,
    };

    private Task SendAsync(ReplayRun run, PendingMessage message, CancellationToken cancellationToken) => run.Queue is { } queue
        ? queues.SendAsync(queue, message, cancellationToken)
        : publisher.PublishAsync(message, cancellationToken);
}
