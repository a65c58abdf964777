using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// Wakes a saga in place of one of its messages that was discarded: it decides anew, and repeats a command that Accounts has not answered.
/// </summary>
internal sealed class SagaPresentState(TimeProvider time) : IPresentState<UserProvisioningState>
{
    public Task<IReadOnlyList<PendingMessage>> DescribeAsync(
        UserProvisioningState body, PendingMessage discarded, CancellationToken cancellationToken)
    {
        if (discarded.Type == typeof(NotifyPerson).FullName)
            throw new NoPresentStateException("A mail to a person is sent once, so nothing else can stand in for it.");
        var wakeUp = PendingMessage.Create(
            new UserTimeoutElapsed { Tenant = body.Record.Tenant, User = body.User },
            MessageIds.Create(body.CorrelationId, body.MessageCount, nameof(UserTimeoutElapsed)),
            time.GetUtcNow());
        return Task.FromResult<IReadOnlyList<PendingMessage>>([wakeUp]);
    }
}
