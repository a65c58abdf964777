using Scim.Bus.AccountMapping;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Api;

/// <summary>A user's saga as the admin API returns it.</summary>
internal sealed record SagaView
{
    public required UserId UserId { get; init; }

    public required string State { get; init; }

    /// <summary>The desired state.</summary>
    public required DesiredState Desired { get; init; }

    /// <summary>The observed state: what Accounts has confirmed.</summary>
    public required ObservedState Observed { get; init; }

    /// <summary>Why the saga is faulted; null if it is not.</summary>
    public Fault? Fault { get; init; }

    /// <summary>The command that waits for an answer; null if none does.</summary>
    public OutstandingView? Outstanding { get; init; }

    /// <summary>When access of the former group is revoked, unless the user joins another group first, UTC; else null.</summary>
    public DateTimeOffset? RevokeAccessAt { get; init; }

    /// <summary>When the person is told that their access was removed, unless it is restored before, UTC; else null.</summary>
    public DateTimeOffset? NotifyAt { get; init; }

    /// <summary>
    /// The attributes that the account gets, as far as they overwrite what it has. Null in lists, and if no profile has come.
    /// </summary>
    public AccountAttributes? Attributes { get; init; }

    /// <summary>
    /// Names of the account's fields that the desired state overwrites, also if they were edited by hand. Null in lists.
    /// </summary>
    public IReadOnlyList<string>? Overwrites { get; init; }

    /// <summary>Version of the latest profile; 0 if none has come.</summary>
    public long ProfileVersion { get; init; }

    /// <summary>Version of the latest membership; 0 if none has come.</summary>
    public long MembershipVersion { get; init; }

    public static SagaView From(Document<UserProvisioningState> document)
    {
        var (saga, record) = (document.Body, document.Body.Record);
        return new SagaView
        {
            UserId = saga.User,
            State = saga.CurrentState,
            Desired = record.Desired,
            Observed = record.Observed,
            Fault = record.Fault,
            Outstanding = record.Outstanding is { } command
                ? new OutstandingView(command.Attempts, command.RepeatAt, command.IsRefused)
                : null,
            RevokeAccessAt = record.RevokeAccessAt,
            NotifyAt = record.NotifyAt,
            ProfileVersion = record.Profile?.Version ?? 0,
            MembershipVersion = record.Membership?.Version ?? 0,
        };
    }

    /// <summary>The saga with what it takes over from the profile.</summary>
    public static SagaView WithAttributes(Document<UserProvisioningState> document)
    {
        var record = document.Body.Record;
        return From(document) with
        {
            Attributes = record.Profile is { } profile ? new AccountAttributes().WithProfile(profile.Profile) : null,
            Overwrites = record.Profile is null ? [] : [.. OverwritesOf(record, record.Profile)],
        };
    }

    private static IEnumerable<string> OverwritesOf(ProvisioningRecord record, ProfileSnapshot profile)
    {
        var (desired, observed) = (record.Desired, record.Observed);
        var overwriteAll = desired.OverwriteAll && !observed.Matches(desired, record.Requested);
        // What an account has that a sync has just begun with is not known here; it keeps edits unless all are overwritten.
        var since = observed.Generation < 0 ? desired.AttributesVersion : observed.AttributesVersion;
        foreach (var field in AttributeMapping.Fields)
        {
            if (profile.ChangedAt.ShouldOverwrite(field, since, overwriteAll))
                yield return field.Name;
        }

        bool? before = observed is { Exists: true, Generation: > 0 } ? observed.Active : null;
        if (AttributeMapping.ShouldOverwriteActive(desired.Active, before, overwriteAll))
            yield return AttributeMapping.Active;
    }
}

/// <summary>A command that waits for an answer.</summary>
/// <param name="Attempts">How many times it was sent.</param>
/// <param name="RepeatAt">When it is sent again, UTC.</param>
/// <param name="IsRefused">Whether the last attempt was refused for a reason that may pass.</param>
internal sealed record OutstandingView(int Attempts, DateTimeOffset RepeatAt, bool IsRefused);
