using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Assignments;

/// <summary>Says the access that a user's Access Group gives now.</summary>
internal sealed class AssignmentPresentState(AccessGroupStore groups, TimeProvider time) : IPresentState<AssignmentRecord>
{
    public async Task<IReadOnlyList<PendingMessage>> DescribeAsync(
        AssignmentRecord body, PendingMessage discarded, CancellationToken cancellationToken)
    {
        var group = body.Group is { } id ? await groups.FindIncludingRemovedAsync(body.Tenant, id, cancellationToken) : null;
        return [AccessEvents.CreateApplied(body, group, time.GetUtcNow())];
    }
}
