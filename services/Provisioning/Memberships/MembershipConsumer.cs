using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Memberships;

/// <summary>Splits a change of a group's members into one message for each user's saga.</summary>
internal sealed class MembershipConsumer(IMessagePublisher publisher, TimeProvider time) : IConsumer<GroupMembershipChanged>
{
    private const int Parallelism = 16;

    public Task Consume(ConsumeContext<GroupMembershipChanged> context)
    {
        var change = context.Message;
        var messages = change.Added.Concat(change.Removed).Select(ToMessage);
        return publisher.PublishAllAsync(messages, Parallelism, context.CancellationToken);

        PendingMessage ToMessage(MemberAssignment membership) => PendingMessage.Create(
            new AssignmentChanged { Tenant = change.Tenant, Assignment = membership },
            MessageIds.Create(membership.User.Value, membership.Version, $"{nameof(AssignmentChanged)}/{change.Group}/{change.Version}"),
            time.GetUtcNow());
    }
}
