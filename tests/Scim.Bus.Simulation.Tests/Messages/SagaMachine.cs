using MassTransit;
using MassTransit.Middleware;
using MassTransit.Saga;
using Microsoft.Extensions.Logging.Abstractions;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Bus.ServiceDefaults.Tenants;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Messages;

/// <summary>
/// The real state machine with its real repository: correlation, policy and filter are those of MassTransit, without its transport.
/// </summary>
internal static class SagaMachine
{
    public static UserProvisioningStateMachine Machine { get; } = new();

    /// <summary>Hands a message to the saga of its user.</summary>
    public static Task HandleAsync<T>(SimulatedProcess process, ConsumeContext<T> context)
        where T : class
    {
        var factory = new DocumentSagaRepository(
            process.Get<Outbox<UserProvisioningState>>(),
            process.Get<TenantSettingsCache<ProvisioningService>>(),
            NullLogger<DocumentSagaRepository>.Instance);
        var repository = new SagaRepository<UserProvisioningState>(process.World.Variant.Decorate(factory), null, null);
        return Route<T>.Correlation.MessageFilter.Send(
            context, Pipe.ExecuteAsync<ConsumeContext<T>>(found => repository.Send(found, Route<T>.Correlation.Policy, Route<T>.Next)));
    }

    /// <summary>How a message finds its saga, and what becomes of it there.</summary>
    private static class Route<T>
        where T : class
    {
        public static readonly EventCorrelation<UserProvisioningState, T> Correlation =
            Machine.Correlations.OfType<EventCorrelation<UserProvisioningState, T>>().Single();

        public static readonly IPipe<SagaConsumeContext<UserProvisioningState, T>> Next =
            Pipe.New<SagaConsumeContext<UserProvisioningState, T>>(
                pipe => pipe.UseFilter(new StateMachineSagaMessageFilter<UserProvisioningState, T>(Machine, Correlation.Event)));
    }
}
