using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// Decides what an account should be and which command brings it there. It looks at the saga alone, not at the message that woke it, so a
/// message that was lost or came twice makes no difference (I5).
/// </summary>
internal sealed class UserReconciler(ProvisioningOptions options, TimeProvider time)
{
    /// <summary>Computes the desired state, sends the next command if one is due, and returns the saga's new state.</summary>
    public UserState Reconcile(UserProvisioningState saga, TenantSettings settings)
    {
        var now = time.GetUtcNow();
        if (saga.Profile is null)
            return UserState.AwaitingProfile;
        var isSync = saga.Sync is { IsPending: true };
        var gracePeriod = RemovalGracePeriod.For(settings, options);
        var membership = ApplyGracePeriod(saga, settings, isSync, gracePeriod, now);
        var desired = DesiredState.For(saga.Profile, membership, settings, saga.Desired.Exists).InGenerationOf(saga.Desired);
        var hasChanged = !desired.IsEquivalentTo(saga.Desired);
        var isOnHold = hasChanged && !isSync && !settings.AutomaticSync;
        if (!isOnHold && (hasChanged || isSync || saga.Desired.Generation == 0))
            StartGeneration(saga, desired, now);
        if (saga.Fault?.Generation != saga.Desired.Generation)
            saga.Fault = null;

        // Also while on hold: what a manual sync has started is completed, whatever is pushed meanwhile.
        if (NextStep(saga) is { } step)
        {
            SendIfDue(saga, step, now);
            return step == Step.Account ? UserState.ApplyingAccount : UserState.ApplyingAccess;
        }

        saga.Outstanding = null;
        if (isOnHold)
            return RestWithoutTimer(saga, UserState.OnHold);
        if (saga.Fault is not null)
            return RestWithoutTimer(saga, UserState.Faulted);
        NotificationPolicy.NotifyIfDue(saga, settings, gracePeriod, now);
        if (saga.Desired.Exists)
            return UserState.InSync;
        // A deleted person's data goes; the versions stay, for late messages to be compared with.
        if (saga.Profile.Deleted && saga.NotifyAt is null)
            saga.Profile = saga.Profile with { Profile = new UserProfile { UserName = "" } };
        return UserState.Deprovisioned;
    }

    /// <summary>True if a settings change may alter this saga's desired state or release it from <see cref="UserState.OnHold"/>.</summary>
    public static bool IsAffectedBy(UserProvisioningState saga, TenantSettings settings) => saga.Profile is { } profile
        && (saga.CurrentState == nameof(UserState.OnHold)
            || !DesiredState.For(profile, saga.Membership, settings, saga.Desired.Exists).IsEquivalentTo(saga.Desired));

    /// <summary>
    /// Handles a refused command: transient refusals are retried until the attempts are used up, permanent ones fault the saga.
    /// </summary>
    public void HandleRefusal(UserProvisioningState saga, StepRefused refusal)
    {
        if (saga.Outstanding is not { } command || refusal.Generation != command.Generation)
            return;
        var now = time.GetUtcNow();
        if (command.Step == Step.Account)
            saga.RefusedGeneration = command.Generation;
        if (refusal.MayPass && command.Attempts < options.MaxAttempts)
        {
            saga.Outstanding = command with { RepeatAt = now + Backoff(command.Attempts, options.FirstRetry), IsRefused = true };
            saga.AddTimelineEntry(NameOf(command.Step), TimelineOutcome.Retried, refusal.Reason, now);
            return;
        }

        saga.Outstanding = null;
        saga.Fault = new Fault(command.Generation, command.Step, refusal.Reason, command.Attempts);
        saga.AddFailure(saga.Fault, NameOf(command.Step), now);
    }

    /// <summary>The step's name in the provisioning log.</summary>
    public static string NameOf(Step step) => step == Step.Account ? "account" : "access";

    /// <summary>The next command, or null if the saga is in sync or has faulted.</summary>
    private static Step? NextStep(UserProvisioningState saga)
    {
        var accessMatches = saga.Observed.AccessMatches(saga.Desired, saga.Requested);
        // An account that is refused, because of its e-mail address say, must not hold up a change of its access.
        var isAccountRefused = saga.RefusedGeneration == saga.Desired.Generation;
        if (!accessMatches && saga.Observed.Exists && isAccountRefused && saga.Fault?.Step != Step.Access)
            return Step.Access;
        if (saga.Fault is not null)
            return null;
        if (!saga.Observed.AccountMatches(saga.Desired, saga.Requested))
            return Step.Account;
        return accessMatches ? null : Step.Access;
    }

    private static MembershipSnapshot? ApplyGracePeriod(
        UserProvisioningState saga, TenantSettings settings, bool isSync, TimeSpan gracePeriod, DateTimeOffset now)
    {
        var wasRunning = saga.RevokeAccessAt is not null;
        var membership = RemovalGracePeriod.Apply(saga, settings, isSync, gracePeriod, now);
        if (saga.RevokeAccessAt is not null && !wasRunning)
        {
            saga.AddTimelineEntry(
                NameOf(Step.Access),
                TimelineOutcome.Ignored,
                $"The user has left their last group. Access is kept for {gracePeriod.TotalSeconds} s, in case this is a move.",
                now);
        }

        return membership;
    }

    /// <summary>A resting saga has no timer: whether a mail would be due by then is not known.</summary>
    private static UserState RestWithoutTimer(UserProvisioningState saga, UserState state)
    {
        saga.NotifyAt = null;
        return state;
    }

    /// <summary>
    /// Starts a new generation. A forced sync goes on overwriting manual edits until it was confirmed, whatever is desired meanwhile.
    /// </summary>
    private static void StartGeneration(UserProvisioningState saga, DesiredState desired, DateTimeOffset now)
    {
        var isUnconfirmed = saga.Observed.AccountGeneration != saga.Desired.Generation;
        saga.Desired = desired with
        {
            Generation = saga.Desired.Generation + 1,
            OverwriteAll = saga.Sync is { IsPending: true, Force: true } || (saga.Desired.OverwriteAll && isUnconfirmed),
        };
        if (saga.Sync is not { IsPending: true } sync)
            return;
        var detail = sync.Force ? "Started by a forced sync, which overwrites manual edits." : "Started by a sync.";
        saga.AddTimelineEntry("sync", TimelineOutcome.Ok, detail, now);
        saga.Sync = sync with { IsPending = false };
    }

    /// <summary>Sends a command, unless it is outstanding already and not overdue.</summary>
    private void SendIfDue(UserProvisioningState saga, Step step, DateTimeOffset now)
    {
        var repeated = saga.Outstanding is { } outstanding && outstanding.Step == step && outstanding.Generation == saga.Desired.Generation
            ? outstanding
            : null;
        if (now < repeated?.RepeatAt)
            return;
        var attempts = repeated is null ? 1 : repeated.Attempts + 1;
        if (repeated is { IsRefused: false })
            saga.AddTimelineEntry(NameOf(step), TimelineOutcome.Retried, $"No answer yet; sent again (attempt {attempts}).", now);
        saga.Outstanding = new OutstandingCommand(step, saga.Desired.Generation, attempts, now + Backoff(attempts, options.AnswerTimeout));
        saga.AddCommand(step, now);
    }

    /// <summary>Twice as long after each attempt, up to a limit.</summary>
    private TimeSpan Backoff(int attempts, TimeSpan first)
    {
        var wait = first * Math.Pow(2, Math.Min(attempts - 1, 20));
        return wait < options.LongestWait ? wait : options.LongestWait;
    }
}
