using MassTransit;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Assignments;

/// <summary>Stores a user's desired Access Group and publishes the access that it gives.</summary>
internal sealed class AssignConsumer(Outbox<AssignmentRecord> assignments, AccessGroupStore groups, TimeProvider time)
    : IConsumer<AssignAccessGroup>
{
    public async Task Consume(ConsumeContext<AssignAccessGroup> context)
    {
        var command = context.Message;
        var cancellationToken = context.CancellationToken;
        var group = await FindGroupAsync(command, cancellationToken);
        if (!await SaveAsync(command, group, cancellationToken))
            return;

        // A change of the group between the read and the write may have updated its members without this user, who was none yet.
        var groupNow = await FindGroupAsync(command, cancellationToken);
        if (groupNow?.Version != group?.Version)
            await SaveAsync(command, groupNow, cancellationToken);
    }

    private async Task<AccessGroupRecord?> FindGroupAsync(AssignAccessGroup command, CancellationToken cancellationToken) =>
        command.Group is { } id ? await groups.FindIncludingRemovedAsync(command.Tenant, id, cancellationToken) : null;

    /// <summary>Stores the assignment with its message, by one write. Returns false if a newer command was applied before.</summary>
    private async Task<bool> SaveAsync(AssignAccessGroup command, AccessGroupRecord? group, CancellationToken cancellationToken)
    {
        var stored = await assignments.UpsertAsync(command.Tenant, command.User.ToString(), Assign, cancellationToken);
        return stored.Body.Generation == command.Generation;

        AssignmentRecord Assign(AssignmentRecord? present)
        {
            if (present?.Generation > command.Generation)
                return present;
            var assignment = present ?? new AssignmentRecord { Tenant = command.Tenant, User = command.User, Generation = 0 };
            assignment = assignment with { Generation = command.Generation, Group = command.Group };
            var message = AccessEvents.CreateApplied(assignment, group, time.GetUtcNow());
            return assignment with { Pending = [.. assignment.Pending, message] };
        }
    }
}
