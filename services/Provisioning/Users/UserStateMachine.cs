using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// The life of a user in Pinpoint. Every message is taken in and followed by the same decision, <see cref="Steering"/>; the states say where that
/// led, for people and for the messages that only count in one of them.
/// </summary>
internal sealed class UserStateMachine : MassTransitStateMachine<UserSaga>
{
    public UserStateMachine()
    {
        InstanceState(saga => saga.CurrentState);

        Event(() => Provisioned, x => x.CorrelateById(context => context.Message.User.Value));
        Event(() => Updated, x => x.CorrelateById(context => context.Message.User.Value));
        Event(() => UserDeprovisioned, x => x.CorrelateById(context => context.Message.User.Value));
        Event(() => Assigned, x => x.CorrelateById(context => context.Message.Assignment.User.Value));
        Event(() => AccountDone, x => Answer(x, message => message.User));
        Event(() => AccessDone, x => Answer(x, message => message.User));
        Event(() => Refused, x => Answer(x, message => message.User));
        Event(() => Due, x => Answer(x, message => message.User));
        Event(() => RetryWanted, x => Answer(x, message => message.User));
        Event(() => SyncWanted, x => x.CorrelateById(context => context.Message.User.Value));

        Initially(
            Steered(When(Provisioned).Then(x => x.Saga.Tenant = x.Message.Tenant).Then(x => x.Saga.Learn(x.Message))),
            Steered(When(Updated).Then(x => x.Saga.Tenant = x.Message.Tenant).Then(x => x.Saga.Learn(x.Message))),
            Steered(When(UserDeprovisioned).Then(x => x.Saga.Tenant = x.Message.Tenant).Then(x => x.Saga.Learn(x.Message))),
            Steered(When(Assigned).Then(x => x.Saga.Tenant = x.Message.Tenant).Then(x => x.Saga.Learn(x.Message))),
            Steered(When(SyncWanted).Then(x => x.Saga.Tenant = x.Message.Tenant).Then(x => x.Saga.Learn(x.Message))));
        DuringAny(
            Steered(When(Provisioned).Then(x => x.Saga.Learn(x.Message))),
            Steered(When(Updated).Then(x => x.Saga.Learn(x.Message))),
            Steered(When(UserDeprovisioned).Then(x => x.Saga.Learn(x.Message))),
            Steered(When(Assigned).Then(x => x.Saga.Learn(x.Message))),
            Steered(When(AccountDone).Then(x => x.Saga.Learn(x.Message))),
            Steered(When(AccessDone).Then(x => x.Saga.Learn(x.Message))),
            Steered(When(SyncWanted).Then(x => x.Saga.Learn(x.Message))),
            Steered(When(Due)));
        During(
            [ApplyingAccount, ApplyingAccess],
            Steered(When(Refused).Then(x => x.GetServiceOrCreateInstance<Steering>().Refused(x.Saga, x.Message))));
        During([AwaitingProfile, OnHold, InSync, Deprovisioned, Faulted], Ignore(Refused));
        During(Faulted, Steered(When(RetryWanted).Then(x => Steering.Retry(x.Saga))));
        During([AwaitingProfile, OnHold, ApplyingAccount, ApplyingAccess, InSync, Deprovisioned], Ignore(RetryWanted));
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

    public Event<UserDeprovisioned> UserDeprovisioned { get; private set; } = null!;

    public Event<AssignmentChanged> Assigned { get; private set; } = null!;

    public Event<AccountApplied> AccountDone { get; private set; } = null!;

    public Event<AccessApplied> AccessDone { get; private set; } = null!;

    public Event<StepRefused> Refused { get; private set; } = null!;

    public Event<UserTimeoutElapsed> Due { get; private set; } = null!;

    public Event<RetryUser> RetryWanted { get; private set; } = null!;

    public Event<SyncUser> SyncWanted { get; private set; } = null!;

    /// <summary>The state of a course.</summary>
    public State StateOf(Course course) => course switch
    {
        Course.AwaitingProfile => AwaitingProfile,
        Course.OnHold => OnHold,
        Course.ApplyingAccount => ApplyingAccount,
        Course.ApplyingAccess => ApplyingAccess,
        Course.InSync => InSync,
        Course.Deprovisioned => Deprovisioned,
        Course.Faulted => Faulted,
        _ => throw new ArgumentOutOfRangeException(nameof(course)),
    };

    private static EventActivityBinder<UserSaga, T> Steered<T>(EventActivityBinder<UserSaga, T> binder)
        where T : class => binder.Activity(activity => activity.OfInstanceType<SteerActivity>());

    /// <summary>Answers and timers of a user that no saga knows tell nothing.</summary>
    private static void Answer<T>(IEventCorrelationConfigurator<UserSaga, T> correlation, Func<T, UserId> user)
        where T : class => correlation.CorrelateById(context => user(context.Message).Value).OnMissingInstance(missing => missing.Discard());
}
