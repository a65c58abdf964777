using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// Decides what is wanted for a user and what the next step towards it is. The same whatever message led here: so none can be missed.
/// </summary>
internal sealed class Steering(ProvisioningOptions options, TimeProvider time)
{
    /// <summary>Sets the goal, sends the command that is due, if one is, and says where the saga stands now.</summary>
    public Course Steer(UserSaga saga, TenantSettings settings)
    {
        var now = time.GetUtcNow();
        if (saga.Profile is null)
            return Course.AwaitingProfile;
        var isSync = saga.Sync is { IsPending: true };
        var grace = Grace.Of(settings, options);
        var wasLosing = saga.LoseAt is not null;
        var assignment = Grace.Apply(saga, settings, isSync, grace, now);
        if (saga.LoseAt is not null && !wasLosing)
            Note(saga, "access", TimelineOutcome.Ignored, $"The user stands in no group any more; the permissions stay for {grace.TotalSeconds} s, in case this is a move.", now);
        var wanted = Wanted.Of(saga.Profile, assignment, settings, saga.Goal.Exists).After(saga.Goal);
        var wantsElse = !wanted.WantsTheSameAs(saga.Goal);
        var isHeld = wantsElse && !isSync && !settings.AutomaticSync;
        if (!isHeld && (wantsElse || isSync || saga.Goal.Generation == 0))
            Begin(saga, wanted, now);
        if (saga.Fault?.Generation != saga.Goal.Generation)
            saga.Fault = null;

        // Also while it is held: what an admin's sync began is brought to its end, whatever is pushed meanwhile.
        if (NextStep(saga) is { } step)
        {
            Send(saga, step, now);
            return step == Step.Account ? Course.ApplyingAccount : Course.ApplyingAccess;
        }

        saga.Awaited = null;
        if (isHeld)
            return AtRest(saga, Course.OnHold);
        if (saga.Fault is not null)
            return AtRest(saga, Course.Faulted);
        Telling.Tell(saga, settings, grace, now);
        if (saga.Goal.Exists)
            return Course.InSync;
        // Nothing of a deleted person is kept but what late messages are held against.
        if (saga.Profile.Deleted && saga.TellAt is null)
            saga.Profile = saga.Profile with { Profile = new UserProfile { UserName = "" } };
        return Course.Deprovisioned;
    }

    /// <summary>What is to be done towards the goal; null if it is reached, or was given up.</summary>
    private static Step? NextStep(UserSaga saga)
    {
        var hasAccess = saga.Confirmed.HasAccessOf(saga.Goal, saga.Sent);
        // What somebody may do must not wait for an e-mail address, say, that can't be taken over.
        if (!hasAccess && saga.Confirmed.Exists && saga.AccountRefused == saga.Goal.Generation && saga.Fault?.Step != Step.Access)
            return Step.Access;
        if (saga.Fault is not null)
            return null;
        return !saga.Confirmed.HasAccountOf(saga.Goal, saga.Sent) ? Step.Account : hasAccess ? null : Step.Access;
    }

    /// <summary>Whether settings mean something for a saga: it is held back, or something else is wanted by them.</summary>
    public static bool IsConcerned(UserSaga saga, TenantSettings settings) => saga.Profile is { } profile
        && (saga.CurrentState == nameof(Course.OnHold)
            || !Wanted.Of(profile, saga.Assignment, settings, saga.Goal.Exists).WantsTheSameAs(saga.Goal));

    /// <summary>Takes a refusal in: what may pass by itself is tried again, for a while; anything else is given up.</summary>
    public void Refused(UserSaga saga, StepRefused refusal)
    {
        if (saga.Awaited is not { } awaited || refusal.Generation != awaited.Generation)
            return;
        var now = time.GetUtcNow();
        if (awaited.Step == Step.Account)
            saga.AccountRefused = awaited.Generation;
        if (refusal.MayPass && awaited.Attempts < options.MaxAttempts)
        {
            saga.Awaited = awaited with { RepeatAt = now + Wait(awaited.Attempts, options.FirstRetry), IsRefused = true };
            Note(saga, NameOf(awaited.Step), TimelineOutcome.Retried, refusal.Reason, now);
            return;
        }

        saga.Awaited = null;
        saga.Fault = new Fault(awaited.Generation, awaited.Step, refusal.Reason, awaited.Attempts);
        saga.Pending =
        [
            .. saga.Pending,
            PendingMessage.Create(
                new ProvisioningFailed
                {
                    Tenant = saga.Tenant,
                    User = saga.User,
                    UserName = saga.Profile?.Profile.UserName,
                    Step = NameOf(awaited.Step),
                    Reason = refusal.Reason,
                    Attempts = awaited.Attempts,
                    OccurredAt = now,
                },
                MessageIds.Create(saga.CorrelationId, ++saga.Commands, nameof(ProvisioningFailed)),
                now),
        ];
    }

    /// <summary>Forgets a fault, so that the goal is tried anew.</summary>
    public static void Retry(UserSaga saga)
    {
        saga.Fault = null;
        saga.Awaited = null;
    }

    public static string NameOf(Step step) => step == Step.Account ? "account" : "access";

    /// <summary>Where nothing goes on by itself: what the person would be told of by now is not certain, so no time for it stands.</summary>
    private static Course AtRest(UserSaga saga, Course course)
    {
        saga.TellAt = null;
        return course;
    }

    /// <summary>Takes up a new goal. That edits by hand give way holds until it was carried out, whatever is wanted meanwhile.</summary>
    private static void Begin(UserSaga saga, Goal wanted, DateTimeOffset now)
    {
        var isUnanswered = saga.Confirmed.AccountGeneration != saga.Goal.Generation;
        saga.Goal = wanted with
        {
            Generation = saga.Goal.Generation + 1,
            OverwriteAll = saga.Sync is { IsPending: true, Force: true } || (saga.Goal.OverwriteAll && isUnanswered),
        };
        if (saga.Sync is { IsPending: true } sync)
        {
            Note(saga, "sync", TimelineOutcome.Ok, sync.Force ? "A sync takes it up and overwrites edits made by hand." : "A sync takes it up.", now);
            saga.Sync = sync with { IsPending = false };
        }
    }

    /// <summary>Sends a command, unless its answer is awaited already and not overdue.</summary>
    private void Send(UserSaga saga, Step step, DateTimeOffset now)
    {
        var isRepetition = saga.Awaited is { } awaited && awaited.Step == step && awaited.Generation == saga.Goal.Generation;
        if (isRepetition && now < saga.Awaited!.RepeatAt)
            return;
        var attempts = isRepetition ? saga.Awaited!.Attempts + 1 : 1;
        if (isRepetition && !saga.Awaited!.IsRefused)
            Note(saga, NameOf(step), TimelineOutcome.Retried, $"No answer yet; sent again, for the {attempts}. time.", now);
        saga.Awaited = new Command(step, saga.Goal.Generation, attempts, now + Wait(attempts, options.AnswerTimeout));
        saga.Sent = step == Step.Account ? saga.Sent with { Account = saga.Goal } : saga.Sent with { Access = saga.Goal };
        saga.Pending = [.. saga.Pending, step == Step.Account ? AccountCommand(saga, now) : AccessCommand(saga, now)];
    }

    private static PendingMessage AccountCommand(UserSaga saga, DateTimeOffset now) => PendingMessage.Create(
        new ApplyAccount
        {
            Tenant = saga.Tenant,
            User = saga.User,
            Generation = saga.Goal.Generation,
            Exists = saga.Goal.Exists,
            Active = saga.Goal.Active,
            Profile = saga.Profile!.Profile,
            ProfileVersion = saga.Profile.Version,
            ChangedAt = saga.Profile.ChangedAt,
            OverwriteAll = saga.Goal.OverwriteAll,
        },
        MessageIds.Create(saga.CorrelationId, ++saga.Commands, nameof(ApplyAccount)),
        now);

    private static PendingMessage AccessCommand(UserSaga saga, DateTimeOffset now) => PendingMessage.Create(
        new AssignAccessGroup { Tenant = saga.Tenant, User = saga.User, Generation = saga.Goal.Generation, Group = saga.Goal.Group },
        MessageIds.Create(saga.CorrelationId, ++saga.Commands, nameof(AssignAccessGroup)),
        now);

    private static void Note(UserSaga saga, string step, TimelineOutcome outcome, string detail, DateTimeOffset now) => saga.Pending =
    [
        .. saga.Pending,
        PendingMessage.Create(
            new TimelineEntry
            {
                Tenant = saga.Tenant,
                User = saga.User,
                Step = step,
                Outcome = outcome,
                Detail = detail,
                OccurredAt = now,
            },
            MessageIds.Create(saga.CorrelationId, ++saga.Commands, nameof(TimelineEntry)),
            now),
    ];

    /// <summary>Twice as long each time, up to a limit.</summary>
    private TimeSpan Wait(int attempts, TimeSpan first)
    {
        var wait = first * Math.Pow(2, Math.Min(attempts - 1, 20));
        return wait < options.LongestWait ? wait : options.LongestWait;
    }
}
