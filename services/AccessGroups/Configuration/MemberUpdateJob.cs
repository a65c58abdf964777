using System.Diagnostics;
using Scim.Bus.AccessGroups.Assignments;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>
/// Publishes a changed Access Group's settings for each of its members, a page at a time. Progress is stored after each page, so that
/// another process resumes there after a crash. Members of the page at which it crashed get the same settings twice.
/// </summary>
internal sealed class MemberUpdateJob(
    IDocumentCollection<AssignmentRecord> assignments,
    AccessGroupStore groups,
    IMessagePublisher publisher,
    TimeProvider time,
    ILogger<MemberUpdateJob> logger) : BackgroundQueue<AccessGroupRecord>(logger), IScheduledWork<AccessGroupRecord>
{
    private const int PageSize = 200;
    private const int Parallelism = 32;

    private static readonly ActivitySource Source = new("Scim.Bus.AccessGroups");

    /// <summary>An update that begins with the first member, to be stored in the same write as the change that requires it.</summary>
    public static MemberUpdate Start(DateTimeOffset now) =>
        new() { DueAt = now + MemberUpdate.LeaseDuration, TraceParent = Activity.Current?.Id };

    public Task ExecuteAsync(Document<AccessGroupRecord> document, CancellationToken cancellationToken)
    {
        Enqueue(document.Body);
        return Task.CompletedTask;
    }

    protected override string NameOf(AccessGroupRecord item) => $"the members of Access Group {item.Id}";

    protected override async Task ProcessAsync(AccessGroupRecord item, CancellationToken cancellationToken)
    {
        var group = item;
        using var activity = Source.StartActivity("update members", ActivityKind.Internal, group.MemberUpdate?.TraceParent);
        while (group.MemberUpdate is { } update)
        {
            var query = new DocumentQuery
            {
                Tenant = group.Tenant,
                Filter = AccessGroupCollections.MembersOf(group.Id),
                Limit = PageSize,
                After = update.After is { } after ? new PagePosition(null, after.ToString()) : null,
            };
            var page = await assignments.QueryAsync(query, cancellationToken);
            var messages = page.Select(assignment => AccessEvents.CreateApplied(assignment.Body, group, time.GetUtcNow()));
            await publisher.PublishAllAsync(messages, Parallelism, cancellationToken);
            var last = page.Count < PageSize ? null : (UserId?)page[^1].Body.User;
            if (await SaveProgressAsync(group, update, last, cancellationToken) is not { } next)
                return;
            group = next;
        }
    }

    /// <summary>
    /// Stores the last member of a page, or with null that the update is complete. Returns null if the group was changed meanwhile: that
    /// change started an update of its own.
    /// </summary>
    private async Task<AccessGroupRecord?> SaveProgressAsync(
        AccessGroupRecord group, MemberUpdate update, UserId? last, CancellationToken cancellationToken)
    {
        var next = last is null ? null : update with { After = last, DueAt = time.GetUtcNow() + MemberUpdate.LeaseDuration };
        var stored = await groups.ChangeAsync(
            group.Tenant,
            group.Id,
            present => present.Version == group.Version && present.MemberUpdate is not null
                ? present with { MemberUpdate = next }
                : present,
            cancellationToken);
        return stored?.Version == group.Version && stored.MemberUpdate == next ? stored : null;
    }
}
