using MassTransit;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Assignments;

/// <summary>Notes a user's Access Group and tells what the user may do by it.</summary>
internal sealed class AssignConsumer(Outbox<AssignmentRecord> assignments, AccessGroupStore groups, TimeProvider time) : IConsumer<AssignAccessGroup>
{
    public async Task Consume(ConsumeContext<AssignAccessGroup> context)
    {
        var command = context.Message;
        var cancellationToken = context.CancellationToken;
        var group = await GroupAsync(command, cancellationToken);
        if (!await SaveAsync(command, group, cancellationToken))
            return;

        // If the group was configured in between, whoever told its members of it may have come before this one was among them.
        var groupNow = await GroupAsync(command, cancellationToken);
        if (groupNow?.Version != group?.Version)
            await SaveAsync(command, groupNow, cancellationToken);
    }

    private async Task<AccessGroupRecord?> GroupAsync(AssignAccessGroup command, CancellationToken cancellationToken) =>
        command.Group is { } id ? await groups.RecallAsync(command.Tenant, id, cancellationToken) : null;

    /// <summary>Stores the assignment together with the message that tells of it. False if a newer command was applied already.</summary>
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
            return assignment with { Pending = [.. assignment.Pending, AccessEvents.Applied(assignment, group, time.GetUtcNow())] };
        }
    }
}
