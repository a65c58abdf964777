using MassTransit;
using Scim.Bus.Provisioning.Tenants;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Users;

/// <summary>Steers a saga after every message, and puts it into the state that this leads to.</summary>
internal sealed class SteerActivity(Steering steering, TenantSettingsCache<TenantConsumer> tenants, UserStateMachine machine) : IStateMachineActivity<UserSaga>
{
    public async Task Execute(BehaviorContext<UserSaga> context, IBehavior<UserSaga> next)
    {
        await SteerAsync(context);
        await next.Execute(context);
    }

    public async Task Execute<T>(BehaviorContext<UserSaga, T> context, IBehavior<UserSaga, T> next)
        where T : class
    {
        await SteerAsync(context);
        await next.Execute(context);
    }

    public Task Faulted<TException>(BehaviorExceptionContext<UserSaga, TException> context, IBehavior<UserSaga> next)
        where TException : Exception => next.Faulted(context);

    public Task Faulted<T, TException>(BehaviorExceptionContext<UserSaga, T, TException> context, IBehavior<UserSaga, T> next)
        where T : class
        where TException : Exception => next.Faulted(context);

    public void Probe(ProbeContext context) => context.CreateScope("steer");

    public void Accept(StateMachineVisitor visitor) => visitor.Visit(this);

    private async Task SteerAsync(BehaviorContext<UserSaga> context)
    {
        var tenant = await tenants.GetAsync(context.Saga.Tenant, context.CancellationToken);
        // A tenant that was not heard of yet may have automatic sync off: its users wait until its settings come, which wakes them.
        var settings = tenant.Version == 0 ? tenant.Settings with { AutomaticSync = false } : tenant.Settings;
        var course = steering.Steer(context.Saga, settings);
        await context.TransitionToState(machine.StateOf(course));
    }
}
