using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// The life of a user in Pinpoint. Each message is a fact that the saga records; then one decision follows from all that it knows
/// (<see cref="UserReconciler"/>): messages, and the next state.
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
        Event(() => CommandRefused, x => CorrelateIfKnown(x, message => message.User));
        Event(() => TimeoutElapsed, x => CorrelateIfKnown(x, message => message.User));
        Event(() => RetryRequested, x => CorrelateIfKnown(x, message => message.User));

        EventActivities<UserProvisioningState>[] directory =
        [
            On(Provisioned, ProvisioningFacts.Apply),
            On(Updated, ProvisioningFacts.Apply),
            On(Removed, ProvisioningFacts.Apply),
            On(MembershipChanged, ProvisioningFacts.Apply),
            On(SyncRequested, ProvisioningFacts.Apply),
        ];
        EventActivities<UserProvisioningState>[] answersAndTimers =
        [
            On(AccountConfirmed, ProvisioningFacts.Apply),
            On(CommandRefused, ProvisioningFacts.Apply),
            On(TimeoutElapsed, ProvisioningFacts.Apply),
        ];

        // What the directory reports starts a saga, in whatever order it arrives. No saga ever ends, so everything may arrive at any time.
        Initially(directory);
        DuringAny([.. directory, .. answersAndTimers]);

        // An operator retries what was given up; anything else goes on by itself.
        During(Faulted, On(RetryRequested, ProvisioningFacts.Apply));
        During([AwaitingProfile, OnHold, Applying, InSync, Deprovisioned], Ignore(RetryRequested));
    }

    public State AwaitingProfile { get; private set; } = null!;

    public State OnHold { get; private set; } = null!;

    public State Applying { get; private set; } = null!;

    public State InSync { get; private set; } = null!;

    public State Deprovisioned { get; private set; } = null!;

    public State Faulted { get; private set; } = null!;

    public Event<UserProvisioned> Provisioned { get; private set; } = null!;

    public Event<UserUpdated> Updated { get; private set; } = null!;

    public Event<UserDeprovisioned> Removed { get; private set; } = null!;

    public Event<AssignmentChanged> MembershipChanged { get; private set; } = null!;

    public Event<SyncUser> SyncRequested { get; private set; } = null!;

    public Event<AccountApplied> AccountConfirmed { get; private set; } = null!;

    public Event<CommandRefused> CommandRefused { get; private set; } = null!;

    public Event<UserTimeoutElapsed> TimeoutElapsed { get; private set; } = null!;

    public Event<RetryUser> RetryRequested { get; private set; } = null!;

    /// <summary>When the message arrives: record its fact, decide, and transition to the state that was decided.</summary>
    private EventActivityBinder<UserProvisioningState, T> On<T>(Event<T> message, Func<ProvisioningRecord, T, ProvisioningRecord> apply)
        where T : class => When(message)
        .Then(context => context.Saga.Record = apply(context.Saga.Record, context.Message))
        .Activity(activity => activity.OfInstanceType<ReconcileActivity>());

    /// <summary>Answers and timers of a user that has no saga are discarded.</summary>
    private static void CorrelateIfKnown<T>(IEventCorrelationConfigurator<UserProvisioningState, T> correlation, Func<T, UserId> user)
        where T : class =>
        correlation.CorrelateById(context => user(context.Message).Value).OnMissingInstance(missing => missing.Discard());
}
