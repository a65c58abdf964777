using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Jobs;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.Ingress.Replays;

/// <summary>
/// Sends a tenant's directory again, page by page and at a limited rate, and ends the replay once the other services have sent their parts.
/// Continues after a restart.
/// </summary>
internal sealed class ReplayJob(
    Outbox<ReplayRun> runs,
    UserStore users,
    GroupStore groups,
    IMessagePublisher publisher,
    QueueSender queues,
    ReplayParts parts,
    TimeProvider time,
    ILogger<ReplayJob> logger) : ResumableJob<ReplayRun>(runs, logger)
{
    private const int MaxStep = 200;

    /// <summary>Stores a replay and starts it.</summary>
    public async Task<ReplayRun> StartAsync(
        TenantId tenant, string? queue, int rate, IReadOnlyList<ReplayType> types, AdminAct act, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var run = new ReplayRun
        {
            Id = Guid.CreateVersion7(now),
            Tenant = tenant,
            Queue = queue,
            Rate = rate,
            Types = types,
            IsAmongUsers = !types.Contains(ReplayType.Groups),
            StartedAt = now,
            NextDueAt = LeaseEnd,
        };
        if (types.Any(ReplayRun.IsElsewhere))
            run = run with { Pending = [ReplayMessages.Requested(run, now)] };
        run = ReplayAudit.Record(act, null, run, now);
        var document = new Document<ReplayRun> { Tenant = tenant, Id = run.Id.ToString(), Body = run };
        var result = await Outbox.InsertAsync(document, cancellationToken);
        Enqueue(result.EnsureDone($"Replay {run.Id}"));
        return run;
    }

    /// <summary>Cancels a replay unless it has finished. Returns it; null if it does not exist.</summary>
    public async Task<ReplayRun?> CancelAsync(TenantId tenant, Guid id, AdminAct act, CancellationToken cancellationToken)
    {
        var result = await Outbox.ChangeAsync(tenant, id.ToString(), Cancel, cancellationToken);
        return result?.EnsureDone($"Replay {id}").Body;

        Document<ReplayRun> Cancel(Document<ReplayRun> document)
        {
            if (document.Body.FinishedAt is not null)
            {
                act.MarkUnchanged();
                return document;
            }

            var now = time.GetUtcNow();
            var cancelled = document.Body with { Cancelled = true, FinishedAt = now, NextDueAt = null };
            if (cancelled.Types.Any(ReplayRun.IsElsewhere))
                cancelled = cancelled with { Pending = [.. cancelled.Pending, ReplayMessages.Requested(cancelled, now)] };
            return document with { Body = ReplayAudit.Record(act, document.Body, cancelled, now) };
        }
    }

    /// <summary>Looks at a replay again whose directory was sent: another service is done with its part.</summary>
    public async Task ResumeAsync(TenantId tenant, Guid id, CancellationToken cancellationToken)
    {
        if (await Outbox.GetAsync(tenant, id.ToString(), cancellationToken) is { Body: { IsDirectorySent: true, FinishedAt: null } } run)
            Enqueue(run);
    }

    protected override async Task<(ReplayRun Next, bool HasMore)> StepAsync(ReplayRun body, CancellationToken cancellationToken)
    {
        if (body.FinishedAt is not null)
            return (body, false);
        if (body.IsDirectorySent)
            return await CompleteAsync(body, cancellationToken);
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
            return (body with { Problem = e.Message, NextDueAt = RetryAt }, false);
        }

        var pause = TimeSpan.FromSeconds((double)step / body.Rate) - time.GetElapsedTime(startedAt);
        if (!next.IsDirectorySent && pause > TimeSpan.Zero)
            await Task.Delay(pause, time, cancellationToken);
        return (next with { Problem = null, NextDueAt = LeaseEnd }, true);
    }

    /// <summary>Ends the replay if the other services are done. Else it is looked at again when one is, or when the lease ends.</summary>
    private async Task<(ReplayRun Next, bool HasMore)> CompleteAsync(ReplayRun body, CancellationToken cancellationToken)
    {
        var (run, areDone) = await parts.ReadAsync(body with { Problem = null }, cancellationToken);
        if (!areDone)
            return (run with { NextDueAt = LeaseEnd }, false);
        try
        {
            await SendAsync(run, ReplayMessages.Completed(run, time.GetUtcNow()), cancellationToken);
            return (run with { FinishedAt = time.GetUtcNow(), NextDueAt = null }, false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreUnavailableException))
        {
            logger.LogWarning(e, "Replay {Id} failed to report its end; retrying", body.Id);
            return (run with { Problem = e.Message, NextDueAt = RetryAt }, false);
        }
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
        if (!run.Types.Any(type => type is ReplayType.Users or ReplayType.Memberships))
            return run with { IsDirectorySent = true };
        var page = await users.Documents.QueryAsync(Query(run, step), cancellationToken);
        if (run.Types.Contains(ReplayType.Users))
        {
            foreach (var user in page)
                await SendAsync(run, ReplayMessages.Create(run, user.Body, time.GetUtcNow()), cancellationToken);

            run = run with { Users = run.Users + page.Count };
        }

        if (run.Types.Contains(ReplayType.Memberships))
        {
            foreach (var message in Memberships(run, [.. page.Select(user => user.Body)]))
                await SendAsync(run, message, cancellationToken);
        }

        return page.Count == step ? run with { After = page[^1].Id } : run with { IsDirectorySent = true };
    }

    /// <summary>The users' memberships for subscribers, and for our sagas unless the replay is for another subscriber's queue.</summary>
    private IEnumerable<PendingMessage> Memberships(ReplayRun run, IReadOnlyList<UserRecord> page)
    {
        var memberships = ReplayMessages.Memberships(run, page, time.GetUtcNow());
        return run.Queue is null ? memberships.Concat(ReplayMessages.Assignments(run, page, time.GetUtcNow())) : memberships;
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
