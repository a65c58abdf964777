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
        var present = await assignments.Documents.GetAsync(command.Tenant, command.User.ToString(), cancellationToken);
        if (present?.Body.Generation > command.Generation)
            return;

        var group = await GroupAsync(command, cancellationToken);
        var stored = await SaveAsync(present, command, group, cancellationToken);

        // If the group was configured in between, whoever told its members of it may have come before this one was among them.
        var groupNow = await GroupAsync(command, cancellationToken);
        if (groupNow?.Version != group?.Version)
            await SaveAsync(stored, command, groupNow, cancellationToken);
    }

    private async Task<AccessGroupRecord?> GroupAsync(AssignAccessGroup command, CancellationToken cancellationToken) =>
        command.Group is { } id ? await groups.RecallAsync(command.Tenant, id, cancellationToken) : null;

    private async Task<Document<AssignmentRecord>> SaveAsync(
        Document<AssignmentRecord>? present, AssignAccessGroup command, AccessGroupRecord? group, CancellationToken cancellationToken)
    {
        var assignment = (present?.Body ?? new AssignmentRecord { Tenant = command.Tenant, User = command.User, Generation = 0 })
            with
        { Generation = command.Generation, Group = command.Group };
        assignment = assignment with { Pending = [.. assignment.Pending, AccessEvents.Applied(assignment, group, time.GetUtcNow())] };
        var result = present is null
            ? await assignments.InsertAsync(new() { Tenant = command.Tenant, Id = command.User.ToString(), Body = assignment }, cancellationToken)
            : await assignments.ReplaceAsync(present with { Body = assignment }, cancellationToken);
        return result.Document ?? throw new ConcurrentWriteException($"The assignment of user {command.User}");
    }
}
