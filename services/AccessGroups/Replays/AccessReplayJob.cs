using Scim.Bus.AccessGroups.Assignments;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Replays;

namespace Scim.Bus.AccessGroups.Replays;

/// <summary>Sends the access of a tenant's people again.</summary>
internal sealed class AccessReplayJob(
    Outbox<ReplayPart<AccessReplayJob>> parts,
    IDocumentCollection<AssignmentRecord> assignments,
    AccessGroupStore groups,
    IMessagePublisher publisher,
    QueueSender queues,
    TimeProvider time,
    ILogger<AccessReplayJob> logger)
    : ReplayPartJob<AccessReplayJob>(ReplayType.Access, parts, publisher, queues, time, logger)
{
    protected override async Task<ReplayPage> ReadAsync(
        TenantId tenant, PagePosition? after, int count, CancellationToken cancellationToken)
    {
        var page = await assignments.QueryAsync(new DocumentQuery { Tenant = tenant, After = after, Limit = count }, cancellationToken);
        var ids = page.Select(document => document.Body.Group?.ToString()).OfType<string>().Distinct().ToList();
        var known = (await groups.Documents.GetManyAsync(tenant, ids, cancellationToken))
            .ToDictionary(document => document.Body.Id, document => document.Body);
        return new ReplayPage(
            [.. page.Select(document => (document.Body.User.Value, Applied(document.Body)))],
            page.Count > 0 ? page[^1].Id : null,
            page.Count == count);

        PendingMessage Applied(AssignmentRecord assignment) => AccessEvents.CreateApplied(
            assignment, assignment.Group is { } group ? known.GetValueOrDefault(group) : null, Now);
    }
}
