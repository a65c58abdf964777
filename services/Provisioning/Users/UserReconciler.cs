using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// Decides what an account should be and which command brings it there. Pure: it looks at what the saga knows, not at the message that woke
/// it, so a message that was lost or came twice makes no difference (I5).
/// </summary>
internal sealed class UserReconciler(ProvisioningOptions options)
{
    /// <summary>The step's names in the provisioning log and in <see cref="ProvisioningFailed"/>.</summary>
    private const string AccountStep = "account", AccessStep = "access", SyncStep = "sync";

    /// <summary>
    /// How often a saga that gave up tries again: nothing tells it that the reason has passed, such as another account's login.
    /// </summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromHours(6);

    /// <summary>Compares the desired state with the observed one, and returns what follows.</summary>
    /// <param name="record">What the saga knows.</param>
    /// <param name="settings">The tenant's settings.</param>
    /// <param name="now">Current time.</param>
    public Decision Reconcile(ProvisioningRecord record, TenantSettings settings, Moment now)
    {
        if (record.Profile is null)
            return new Decision { Record = record, State = UserState.AwaitingProfile };
        var gracePeriod = RemovalGracePeriod.For(settings, options);
        var decision = AfterRefusal(new Decision { Record = record }, now);
        decision = WithGracePeriod(decision, settings, gracePeriod, now);
        decision = WithDesiredState(decision, settings, now, out var isOnHold);

        var next = decision.Record;
        // Also while on hold: what a manual sync has started is completed, whatever is pushed meanwhile.
        if (next.Fault is null && !next.Observed.Matches(next.Desired, next.Requested))
            return WithCommand(decision, now) with { State = UserState.Applying };
        if (next.Fault is { } fault && now.Due >= fault.LookAgainAt)
        {
            next = next with { Outstanding = null, Fault = fault with { LookAgainAt = now.Due + LookAgain } };
            if (!isOnHold)
                return WithCommand(decision with { Record = next }, now) with { State = UserState.Faulted };
        }

        next = next with { Outstanding = null };
        // A resting saga has no timer: whether a mail would be due by then is not known.
        if (isOnHold || next.Fault is not null)
            return decision with { Record = next with { NotifyAt = null }, State = isOnHold ? UserState.OnHold : UserState.Faulted };
        decision = (decision with { Record = next }).Notified(settings, gracePeriod, now);
        return next.Desired.Exists
            ? decision with { State = UserState.InSync }
            : decision with { Record = WithoutPerson(decision.Record), State = UserState.Deprovisioned };
    }

    /// <summary>True if a settings change may alter this saga's desired state or release it from <see cref="UserState.OnHold"/>.</summary>
    public static bool IsAffectedBy(UserProvisioningState saga, TenantSettings settings)
    {
        var record = saga.Record;
        return record.Profile is { } profile
            && (saga.CurrentState == nameof(UserState.OnHold)
                || !DesiredState.For(profile, record.Membership, settings, record.Desired.Exists).IsEquivalentTo(record.Desired));
    }

    /// <summary>Transient refusals are retried until the attempts are used up; permanent ones fault the saga.</summary>
    private Decision AfterRefusal(Decision decision, Moment now)
    {
        var record = decision.Record;
        if (record.Outstanding is not { Refusal: { } refusal } command)
            return decision;
        // Another try of what was given up, which the admins were told of.
        if (record.Fault is { } fault && fault.Generation == command.Generation)
        {
            var again = fault with { Reason = refusal.Reason, LookAgainAt = refusal.MayPass ? fault.LookAgainAt : null };
            return decision with { Record = record with { Outstanding = null, Fault = again } };
        }

        if (refusal.MayPass && command.Attempts < options.MaxAttempts)
        {
            var repeatAt = now.Due + Backoff(command.Attempts, options.FirstRetry);
            var refused = command with { RepeatAt = repeatAt, IsRefused = true, Refusal = null };
            return (decision with { Record = record with { Outstanding = refused } })
                .Logged(AccountStep, TimelineOutcome.Retried, refusal.Reason, now.TimeOfDay);
        }

        return decision with
        {
            Record = record with
            {
                Outstanding = null,
                Fault = new Fault(command.Generation, refusal.Reason, command.Attempts, refusal.MayPass ? now.Due + LookAgain : null),
            },
            Failure = new ProvisioningFailed
            {
                Tenant = record.Tenant,
                User = record.User,
                UserName = record.Profile!.Profile.UserName,
                Step = AccountStep,
                Reason = refusal.Reason,
                Attempts = command.Attempts,
                OccurredAt = now.TimeOfDay,
            },
        };
    }

    private static Decision WithGracePeriod(Decision decision, TenantSettings settings, TimeSpan gracePeriod, Moment now)
    {
        var record = decision.Record;
        var revokeAt = RemovalGracePeriod.RevokeAccessAt(record, settings, gracePeriod, now.Due);
        var next = decision with { Record = record with { RevokeAccessAt = revokeAt } };
        if (revokeAt is null || record.RevokeAccessAt is not null)
            return next;
        var detail = $"The user has left their last group. Access is kept for {gracePeriod.TotalSeconds} s, in case this is a move.";
        return next.Logged(AccessStep, TimelineOutcome.Ignored, detail, now.TimeOfDay);
    }

    /// <summary>Starts a new generation if something else is desired, or if a manual sync asks for it.</summary>
    /// <param name="decision">The decision so far.</param>
    /// <param name="settings">The tenant's settings.</param>
    /// <param name="now">Current time.</param>
    /// <param name="isOnHold">True if something else is desired, but automatic sync is off.</param>
    private static Decision WithDesiredState(Decision decision, TenantSettings settings, Moment now, out bool isOnHold)
    {
        var record = decision.Record;
        var desired = DesiredState
            .For(record.Profile!, RemovalGracePeriod.EffectiveMembership(record), settings, record.Desired.Exists)
            .InGenerationOf(record.Desired);
        var hasChanged = !desired.IsEquivalentTo(record.Desired);
        isOnHold = hasChanged && !record.IsSyncPending && !settings.AutomaticSync;
        if (!isOnHold && (hasChanged || record.IsSyncPending || record.Desired.Generation == 0))
            decision = WithNewGeneration(decision, desired, now);
        record = decision.Record;
        return record.Fault?.Generation == record.Desired.Generation ? decision : decision with { Record = record with { Fault = null } };
    }

    /// <remarks>A forced sync goes on overwriting manual edits until it was confirmed, whatever is desired meanwhile.</remarks>
    private static Decision WithNewGeneration(Decision decision, DesiredState desired, Moment now)
    {
        var record = decision.Record;
        var isUnconfirmed = record.Observed.Generation != record.Desired.Generation;
        var next = desired with
        {
            Generation = record.Desired.Generation + 1,
            OverwriteAll = record.Sync is { IsPending: true, Force: true } || (record.Desired.OverwriteAll && isUnconfirmed),
        };
        if (record.Sync is not { IsPending: true } sync)
            return decision with { Record = record with { Desired = next } };
        var detail = sync.Force ? "Started by a forced sync, which overwrites manual edits." : "Started by a sync.";
        return (decision with { Record = record with { Desired = next, Sync = sync with { IsPending = false } } })
            .Logged(SyncStep, TimelineOutcome.Ok, detail, now.TimeOfDay);
    }

    /// <summary>Sends the command, unless it is outstanding already and not overdue.</summary>
    private Decision WithCommand(Decision decision, Moment now)
    {
        var record = decision.Record;
        var generation = record.Desired.Generation;
        var outstanding = record.Outstanding?.Generation == generation ? record.Outstanding : null;
        if (now.Due < outstanding?.RepeatAt)
            return decision;
        var attempts = outstanding is null ? 1 : outstanding.Attempts + 1;
        if (outstanding is { IsRefused: false })
        {
            var detail = $"No answer yet; sent again (attempt {attempts}).";
            decision = decision.Logged(AccountStep, TimelineOutcome.Retried, detail, now.TimeOfDay);
        }

        return decision with
        {
            Record = record with
            {
                Requested = record.Desired,
                Outstanding = new OutstandingCommand(generation, attempts, now.Due + Backoff(attempts, options.AnswerTimeout)),
            },
            Command = new ApplyAccount
            {
                Tenant = record.Tenant,
                User = record.User,
                Generation = generation,
                Exists = record.Desired.Exists,
                Active = record.Desired.Active,
                Group = record.Desired.Group,
                Profile = record.Profile!.Profile,
                ProfileVersion = record.Profile.Version,
                ChangedAt = record.Profile.ChangedAt,
                OverwriteAll = record.Desired.OverwriteAll,
            },
        };
    }

    /// <summary>A deleted person's data goes; the versions stay, for late messages to be compared with.</summary>
    private static ProvisioningRecord WithoutPerson(ProvisioningRecord record) => record is { Profile.Deleted: true, NotifyAt: null }
        ? record with { Profile = record.Profile with { Profile = new UserProfile { UserName = "" } } }
        : record;

    /// <summary>Twice as long after each attempt, up to a limit.</summary>
    private TimeSpan Backoff(int attempts, TimeSpan first)
    {
        var wait = first * Math.Pow(2, Math.Min(attempts - 1, 20));
        return wait < options.LongestWait ? wait : options.LongestWait;
    }
}
