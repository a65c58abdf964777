using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Users;

/// <summary>Decides what follows from what the saga knows, puts the messages into its outbox, and transitions.</summary>
internal sealed class ReconcileActivity(
    UserReconciler reconciler,
    TenantSettingsCache<ProvisioningService> tenants,
    UserProvisioningStateMachine machine,
    DueClock clock,
    TimeProvider time)
    : IStateMachineActivity<UserProvisioningState>
{
    public async Task Execute(BehaviorContext<UserProvisioningState> context, IBehavior<UserProvisioningState> next)
    {
        await ReconcileAsync(context);
        await next.Execute(context);
    }

    public async Task Execute<T>(BehaviorContext<UserProvisioningState, T> context, IBehavior<UserProvisioningState, T> next)
        where T : class
    {
        await ReconcileAsync(context);
        await next.Execute(context);
    }

    public Task Faulted<TException>(
        BehaviorExceptionContext<UserProvisioningState, TException> context, IBehavior<UserProvisioningState> next)
        where TException : Exception => next.Faulted(context);

    public Task Faulted<T, TException>(
        BehaviorExceptionContext<UserProvisioningState, T, TException> context, IBehavior<UserProvisioningState, T> next)
        where T : class
        where TException : Exception => next.Faulted(context);

    public void Probe(ProbeContext context) => context.CreateScope("reconcile");

    public void Accept(StateMachineVisitor visitor) => visitor.Visit(this);

    private async Task ReconcileAsync(BehaviorContext<UserProvisioningState> context)
    {
        var now = time.GetUtcNow();
        var tenant = await tenants.GetAsync(context.Saga.Record.Tenant, context.CancellationToken);
        var decision = reconciler.Reconcile(context.Saga.Record, SettingsOf(tenant), new Moment(now, clock.GetUtcNow()));
        context.Saga.Accept(decision, now);
        context.Saga.SettingsVersion = tenant.Version;
        await context.TransitionToState(machine.GetState(decision.State.ToString()));
    }

    /// <summary>
    /// The tenant's settings. As long as they have not come, automatic sync may be off: users wait, and the settings wake them.
    /// </summary>
    private static TenantSettings SettingsOf(TenantSettingsCopy<ProvisioningService> tenant) =>
        tenant.Version == 0 ? tenant.Settings with { AutomaticSync = false } : tenant.Settings;
}
