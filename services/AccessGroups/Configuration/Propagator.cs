using System.Diagnostics;
using Scim.Bus.AccessGroups.Assignments;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>
/// Tells all members of a changed Access Group what they may do now, page by page. After each page it is noted how far it got, so that another
/// process can go on after a crash; whoever is told twice is told the same.
/// </summary>
internal sealed class Propagator(
    IDocumentCollection<AssignmentRecord> assignments,
    AccessGroupStore groups,
    IMessagePublisher publisher,
    TimeProvider time,
    ILogger<Propagator> logger) : BackgroundQueue<AccessGroupRecord>(logger), IScheduledWork<AccessGroupRecord>
{
    private const int PageSize = 200;
    private const int Parallelism = 32;

    private static readonly ActivitySource Source = new("Scim.Bus.AccessGroups");

    /// <summary>A walk from the first member, to be stored with the change that makes it needed.</summary>
    public static Propagation Begin(DateTimeOffset now) => new() { DueAt = now + Propagation.LeaseDuration, TraceParent = Activity.Current?.Id };

    public Task ExecuteAsync(Document<AccessGroupRecord> document, CancellationToken cancellationToken)
    {
        Enqueue(document.Body);
        return Task.CompletedTask;
    }

    protected override string NameOf(AccessGroupRecord item) => $"the members of Access Group {item.Id}";

    protected override async Task ProcessAsync(AccessGroupRecord item, CancellationToken cancellationToken)
    {
        var group = item;
        using var activity = Source.StartActivity("tell members", ActivityKind.Internal, group.Propagation?.TraceParent);
        while (group.Propagation is { } propagation)
        {
            var page = await assignments.QueryAsync(
                new DocumentQuery
                {
                    Tenant = group.Tenant,
                    Filter = AccessGroupCollections.MembersOf(group.Id),
                    Limit = PageSize,
                    After = propagation.After is { } after ? new PagePosition(null, after.ToString()) : null,
                },
                cancellationToken);
            await publisher.PublishAllAsync(
                page.Select(assignment => AccessEvents.Applied(assignment.Body, group, time.GetUtcNow())), Parallelism, cancellationToken);
            var last = page.Count < PageSize ? null : (UserId?)page[^1].Body.User;
            if (await NoteAsync(group, propagation, last, cancellationToken) is not { } next)
                return;
            group = next;
        }
    }

    /// <summary>
    /// Notes the member that was last told, or that all were. If the group was changed again meanwhile, what is told of it begins anew and is
    /// somebody's business already: then null.
    /// </summary>
    private async Task<AccessGroupRecord?> NoteAsync(AccessGroupRecord group, Propagation propagation, UserId? last, CancellationToken cancellationToken)
    {
        var next = last is null ? null : propagation with { After = last, DueAt = time.GetUtcNow() + Propagation.LeaseDuration };
        var stored = await groups.ChangeAsync(
            group.Tenant,
            group.Id,
            present => present.Version == group.Version && present.Propagation is not null ? present with { Propagation = next } : present,
            cancellationToken);
        return stored?.Version == group.Version && stored.Propagation == next ? stored : null;
    }
}
