using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>A manual sync starts a generation of its own; a forced one overwrites manual edits until it was confirmed.</summary>
public sealed class ManualSyncTests
{
    [Fact]
    public void A_sync_applies_what_is_on_hold_and_is_done_once()
    {
        var onHold = Ann.InSync.Rename().Next(Ann.Manual);
        var sync = Ann.Sync(accountGeneration: 1) with
        {
            Directory = Ann.InDirectory with { Version = 7, ChangedAt = new Dictionary<string, long> { ["givenName"] = 7 } },
        };
        var decision = onHold.Apply(sync).Decide(Ann.Manual);
        Assert.Equal((UserState.Applying, 2, 7), (decision.State, decision.Command!.Generation, decision.Command.ProfileVersion));
        Assert.Equal(new SyncMark(sync.Sync, Force: false, IsPending: false), decision.Record.Sync);

        var confirmed = decision.Record.Confirm().Decide(Ann.Manual);
        Assert.Equal((UserState.InSync, 2), (confirmed.State, confirmed.Record.Desired.Generation));
    }

    [Fact]
    public void A_sync_sends_a_command_although_nothing_has_changed()
    {
        var decision = Ann.InSync.Apply(Ann.Sync()).Decide();
        Assert.Equal((UserState.Applying, 2), (decision.State, decision.Command!.Generation));
        Assert.Equal(1, decision.Record.Outstanding!.Attempts);
    }

    [Theory]
    [InlineData(false, "Started by a sync.")]
    [InlineData(true, "Started by a forced sync, which overwrites manual edits.")]
    public void The_provisioning_log_says_which_sync_started_it(bool force, string detail)
    {
        var entry = Assert.Single(Ann.InSync.Apply(Ann.Sync(force)).Decide().Log);
        Assert.Equal(
            ("sync", TimelineOutcome.Ok, detail, Ann.Now.TimeOfDay), (entry.Step, entry.Outcome, entry.Detail, entry.OccurredAt));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Only_a_forced_sync_overwrites_manual_edits(bool force) =>
        Assert.Equal(force, Ann.InSync.Apply(Ann.Sync(force)).Decide().Command!.OverwriteAll);

    [Fact]
    public void What_changes_before_a_forced_sync_is_confirmed_overwrites_manual_edits_too()
    {
        var first = new ProvisioningRecord().Apply(Ann.Sync(force: true)).Next();
        Assert.Equal((1, true), (first.Requested.Generation, first.Requested.OverwriteAll));
        Assert.True(first.Rename().Decide().Command!.OverwriteAll);
        Assert.True(Ann.InSync.Apply(Ann.Sync(force: true)).Next().Rename().Decide().Command!.OverwriteAll);
    }

    [Fact]
    public void What_changes_after_a_forced_sync_was_confirmed_keeps_manual_edits()
    {
        var synced = Ann.InSync.Apply(Ann.Sync(force: true)).Next().Confirm().Next();
        Assert.True(synced.Desired.OverwriteAll);
        Assert.False(synced.Rename().Decide().Command!.OverwriteAll);
    }

    [Fact]
    public void What_changes_during_an_ordinary_sync_keeps_manual_edits() =>
        Assert.False(Ann.InSync.Apply(Ann.Sync()).Next().Rename().Decide().Command!.OverwriteAll);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_ordinary_sync_after_a_forced_one_overwrites_manual_edits_only_if_that_was_not_confirmed(bool isConfirmed)
    {
        var forced = Ann.InSync.Apply(Ann.Sync(force: true)).Next();
        if (isConfirmed)
            forced = forced.Confirm().Next();
        Assert.Equal(!isConfirmed, forced.Apply(Ann.Sync()).Decide().Command!.OverwriteAll);
    }

    [Fact]
    public void An_ordinary_sync_during_a_push_keeps_manual_edits() =>
        Assert.False(Ann.Applying.Apply(Ann.Sync()).Decide().Command!.OverwriteAll);

    [Theory]
    [InlineData(9, 10)]
    [InlineData(0, 2)]
    public void The_command_of_a_sync_is_newer_than_what_the_saga_and_the_account_know(long ofAccount, long expected) =>
        Assert.Equal(expected, Ann.InSync.Apply(Ann.Sync(accountGeneration: ofAccount)).Decide().Command!.Generation);

    [Fact]
    public void A_sync_that_finds_no_user_for_an_account_has_it_removed_and_keeps_the_version()
    {
        var decision = Ann.InSync.Apply(Ann.Sync() with { Directory = null }).Decide();
        Assert.Equal((UserState.Applying, false, false), (decision.State, decision.Command!.Exists, decision.Command.Active));
        Assert.Equal(5, decision.Command.ProfileVersion);
        Assert.Equal((5, false, true), (decision.Record.Profile!.Version, decision.Record.Profile.Active, decision.Record.Profile.Deleted));
    }

    [Fact]
    public void An_account_whose_user_was_never_reported_is_removed_by_a_command_without_a_profile()
    {
        var decision = new ProvisioningRecord().Apply(Ann.Sync(accountGeneration: 3) with { Directory = null }).Decide();
        Assert.Equal((4, false), (decision.Command!.Generation, decision.Command.Exists));
        Assert.Equal((new UserProfile { UserName = "" }, 0), (decision.Command.Profile, decision.Command.ProfileVersion));
    }

    [Fact]
    public void A_message_that_comes_late_does_not_bring_back_whom_a_sync_has_not_found()
    {
        var gone = Ann.InSync.Apply(Ann.Sync() with { Directory = null }).Next().Confirm().Next();
        var late = gone.Apply(new UserUpdated
        {
            Tenant = DirectoryModel.Tenant,
            User = DirectoryModel.User,
            Version = Ann.InDirectory.Version,
            Profile = Ann.InDirectory.Profile,
            ChangedAt = Ann.InDirectory.ChangedAt,
            Active = true,
            Changed = [],
            OccurredAt = Ann.Now.TimeOfDay,
        });
        Assert.Equal(gone, late);
    }
}
