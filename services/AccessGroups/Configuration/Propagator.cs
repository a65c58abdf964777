using System.Diagnostics;
using System.Threading.Channels;
using Scim.Bus.AccessGroups.Assignments;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Relaying;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>
/// Tells all members of a changed Access Group what they may do now, page by page. After each page it is noted how far it got, so that another
/// process can go on after a crash; whoever is told twice is told the same.
/// </summary>
internal sealed class Propagator(
    IDocumentCollection<AssignmentRecord> assignments,
    AccessGroupStore groups,
    ConfirmedPublisher publisher,
    TimeProvider time,
    ILogger<Propagator> logger) : BackgroundService, IDueWork<AccessGroupRecord>
{
    private const int PageSize = 200;
    private const int Parallelism = 32;

    /// <summary>How many groups' members are told at once, so that a small group need not wait for a large one.</summary>
    private const int Groups = 4;

    private static readonly ActivitySource Source = new("Scim.Bus.AccessGroups");

    private readonly Channel<AccessGroupRecord> _started = Channel.CreateBounded<AccessGroupRecord>(
        new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A walk from the first member, to be stored with the change that makes it needed.</summary>
    public static Propagation Begin(DateTimeOffset now) => new() { DueAt = now + Propagation.Patience, TraceParent = Activity.Current?.Id };

    /// <summary>Begins at once. If it is not done by this process, a sweeper finds it.</summary>
    public void Start(AccessGroupRecord group) => _started.Writer.TryWrite(group);

    public Task DoAsync(Document<AccessGroupRecord> document, CancellationToken cancellationToken)
    {
        Start(document.Body);
        return Task.CompletedTask;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Groups).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var group in _started.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await WalkAsync(group, stoppingToken);
            }
#pragma warning disable CA1031 // The next group must be told too; the sweeper comes back to this one.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "Telling the members of Access Group {Group} stopped half-way; it goes on soon", group.Id);
            }
#pragma warning restore CA1031
        }
    }

    private async Task WalkAsync(AccessGroupRecord group, CancellationToken cancellationToken)
    {
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
        var next = last is null ? null : propagation with { After = last, DueAt = time.GetUtcNow() + Propagation.Patience };
        var stored = await groups.ChangeAsync(
            group.Tenant,
            group.Id,
            present => present?.Version == group.Version && present.Propagation is not null ? present with { Propagation = next } : present,
            cancellationToken);
        return stored?.Version == group.Version && stored.Propagation == next ? stored : null;
    }
}
