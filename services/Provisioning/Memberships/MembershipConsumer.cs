using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Memberships;

/// <summary>Hands what a change of a group says of each user to that user's saga.</summary>
internal sealed class MembershipConsumer(IMessagePublisher publisher, TimeProvider time) : IConsumer<GroupMembershipChanged>
{
    private const int Parallelism = 16;

    public Task Consume(ConsumeContext<GroupMembershipChanged> context)
    {
        var change = context.Message;
        return publisher.PublishAllAsync(change.Added.Concat(change.Removed).Select(Tell), Parallelism, context.CancellationToken);

        PendingMessage Tell(MemberAssignment assignment) => PendingMessage.Create(
            new AssignmentChanged { Tenant = change.Tenant, Assignment = assignment },
            MessageIds.Create(assignment.User.Value, assignment.Version, $"{nameof(AssignmentChanged)}/{change.Group}/{change.Version}"),
            time.GetUtcNow());
    }
}
