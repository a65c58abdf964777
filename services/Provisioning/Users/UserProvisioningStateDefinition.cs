using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// Partitions messages by user: within a process, messages about one user are handled one after the other instead of in conflict.
/// </summary>
internal sealed class UserProvisioningStateDefinition : SagaDefinition<UserProvisioningState>
{
    private const int Partitions = 64;

    public UserProvisioningStateDefinition() => EndpointName = ProvisioningQueues.User;

    protected override void ConfigureSaga(
        IReceiveEndpointConfigurator endpointConfigurator,
        ISagaConfigurator<UserProvisioningState> sagaConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryConflicts();
        endpointConfigurator.RetryFailures();
        var partitioner = endpointConfigurator.CreatePartitioner(Partitions);
        Partition<UserProvisioned>(message => message.User);
        Partition<UserUpdated>(message => message.User);
        Partition<UserDeprovisioned>(message => message.User);
        Partition<AssignmentChanged>(message => message.Assignment.User);
        Partition<AccountApplied>(message => message.User);
        Partition<CommandRefused>(message => message.User);
        Partition<UserTimeoutElapsed>(message => message.User);
        Partition<RetryUser>(message => message.User);
        Partition<SyncUser>(message => message.User);

        void Partition<T>(Func<T, UserId> user)
            where T : class =>
            sagaConfigurator.Message<T>(message => message.UsePartitioner(partitioner, consumed => user(consumed.Message).Value));
    }
}
