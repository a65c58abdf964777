using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// The life of a user in Pinpoint. Each message is applied to the saga, and then the same decision follows: <see cref="UserReconciler"/>
/// computes the next command and the next state.
/// </summary>
internal sealed class UserProvisioningStateMachine : MassTransitStateMachine<UserProvisioningState>
{
    public UserProvisioningStateMachine()
    {
        InstanceState(saga => saga.CurrentState);

        Event(() => Provisioned, x => x.CorrelateById(context => context.Message.User.Value));
        Event(() => Updated, x => x.CorrelateById(context => context.Message.User.Value));
        Event(() => Removed, x => x.CorrelateById(context => context.Message.User.Value));
        Event(() => MembershipChanged, x => x.CorrelateById(context => context.Message.Assignment.User.Value));
        Event(() => SyncRequested, x => x.CorrelateById(context => context.Message.User.Value));
        Event(() => AccountConfirmed, x => CorrelateIfKnown(x, message => message.User));
        Event(() => AccessConfirmed, x => CorrelateIfKnown(x, message => message.User));
        Event(() => CommandRefused, x => CorrelateIfKnown(x, message => message.User));
        Event(() => TimeoutElapsed, x => CorrelateIfKnown(x, message => message.User));
        Event(() => RetryRequested, x => CorrelateIfKnown(x, message => message.User));

        // The directory's facts start a saga, in whatever order they come.
        InitiallyAndDuringAny(Provisioned, (saga, message) => saga.Apply(message));
        InitiallyAndDuringAny(Updated, (saga, message) => saga.Apply(message));
        InitiallyAndDuringAny(Removed, (saga, message) => saga.Apply(message));
        InitiallyAndDuringAny(MembershipChanged, (saga, message) => saga.Apply(message));
        InitiallyAndDuringAny(SyncRequested, (saga, message) => saga.Apply(message));

        DuringAny(
            Reconcile(When(AccountConfirmed).Then(x => x.Saga.Apply(x.Message))),
            Reconcile(When(AccessConfirmed).Then(x => x.Saga.Apply(x.Message))),
            Reconcile(When(TimeoutElapsed)));

        During(
            [ApplyingAccount, ApplyingAccess],
            Reconcile(When(CommandRefused).Then(x => x.GetServiceOrCreateInstance<UserReconciler>().HandleRefusal(x.Saga, x.Message))),
            Ignore(RetryRequested));
        During(
            Faulted,
            Reconcile(When(RetryRequested).Then(x => x.Saga.ClearFault())),
            Ignore(CommandRefused));
        During(
            [AwaitingProfile, OnHold, InSync, Deprovisioned],
            Ignore(CommandRefused),
            Ignore(RetryRequested));
    }

    public State AwaitingProfile { get; private set; } = null!;

    public State OnHold { get; private set; } = null!;

    public State ApplyingAccount { get; private set; } = null!;

    public State ApplyingAccess { get; private set; } = null!;

    public State InSync { get; private set; } = null!;

    public State Deprovisioned { get; private set; } = null!;

    public State Faulted { get; private set; } = null!;

    public Event<UserProvisioned> Provisioned { get; private set; } = null!;

    public Event<UserUpdated> Updated { get; private set; } = null!;

    public Event<UserDeprovisioned> Removed { get; private set; } = null!;

    public Event<AssignmentChanged> MembershipChanged { get; private set; } = null!;

    public Event<SyncUser> SyncRequested { get; private set; } = null!;

    public Event<AccountApplied> AccountConfirmed { get; private set; } = null!;

    public Event<AccessApplied> AccessConfirmed { get; private set; } = null!;

    public Event<StepRefused> CommandRefused { get; private set; } = null!;

    public Event<UserTimeoutElapsed> TimeoutElapsed { get; private set; } = null!;

    public Event<RetryUser> RetryRequested { get; private set; } = null!;

    private static EventActivityBinder<UserProvisioningState, T> Reconcile<T>(EventActivityBinder<UserProvisioningState, T> binder)
        where T : class => binder.Activity(activity => activity.OfInstanceType<ReconcileActivity>());

    /// <summary>Answers and timers of a user that has no saga are discarded.</summary>
    private static void CorrelateIfKnown<T>(IEventCorrelationConfigurator<UserProvisioningState, T> correlation, Func<T, UserId> user)
        where T : class =>
        correlation.CorrelateById(context => user(context.Message).Value).OnMissingInstance(missing => missing.Discard());

    private void InitiallyAndDuringAny<T>(Event<T> fact, Action<UserProvisioningState, T> apply)
        where T : class
    {
        Initially(Reconcile(When(fact).Then(x => apply(x.Saga, x.Message))));
        DuringAny(Reconcile(When(fact).Then(x => apply(x.Saga, x.Message))));
    }
}
