using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>Access that is kept during the removal grace period: until when, whose, and when it is not.</summary>
public sealed class KeptAccessTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TenantSettings Keeping = new() { KeepAccessDuringGrace = true, RemovalGraceSeconds = 60 };

    [Fact]
    public void Access_of_a_left_group_is_kept_for_the_grace_period()
    {
        var left = Ann.InSync.Leave();
        Assert.Equal(Ann.Now.Due + Minute, RemovalGracePeriod.RevokeAccessAt(left, Keeping, Minute, Ann.Now.Due));
        var decision = left.Decide(Keeping);
        Assert.Equal((UserState.InSync, null, Ann.A), (decision.State, decision.Command, decision.Record.Desired.Group));
        Assert.Equal(Ann.Now.Due + Minute, decision.Record.NextDueAt);
    }

    [Fact]
    public void The_provisioning_log_says_once_for_how_long_access_is_kept()
    {
        var decision = Ann.InSync.Leave().Decide(Keeping);
        var entry = Assert.Single(decision.Log);
        Assert.Equal(("access", TimelineOutcome.Ignored, Ann.Now.TimeOfDay), (entry.Step, entry.Outcome, entry.OccurredAt));
        Assert.Equal("The user has left their last group. Access is kept for 60 s, in case this is a move.", entry.Detail);
        Assert.Empty(decision.Record.Decide(Keeping).Log);
        Assert.Empty(Ann.InSync.Decide(Keeping).Log);
        Assert.Empty(Ann.InSync.Leave().Decide().Log);
    }

    [Fact]
    public void Access_is_revoked_when_the_time_has_come_and_not_before()
    {
        var kept = Ann.InSync.Leave().Next(Keeping);
        Assert.Equal(kept, kept.Next(Keeping, Ann.In(Minute - TimeSpan.FromTicks(1))));
        var decision = kept.Decide(Keeping, Ann.In(Minute));
        Assert.Equal((UserState.Applying, null), (decision.State, decision.Record.RevokeAccessAt));
        Assert.Equal((true, null), (decision.Command!.Active, decision.Command.Group));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(300, 60)]
    public void Another_length_may_end_a_period_that_has_begun_sooner_but_not_later(int seconds, int expected)
    {
        var kept = Ann.InSync.Leave().Next(Keeping);
        Assert.Equal(
            Ann.Now.Due + TimeSpan.FromSeconds(expected),
            RemovalGracePeriod.RevokeAccessAt(kept, Keeping, TimeSpan.FromSeconds(seconds), Ann.Now.Due));
    }

    [Fact]
    public void A_period_of_no_length_keeps_nothing() =>
        Assert.Null(RemovalGracePeriod.RevokeAccessAt(Ann.InSync.Leave(), Keeping, TimeSpan.Zero, Ann.Now.Due));

    [Fact]
    public void Whoever_stands_in_a_group_or_has_no_access_has_nothing_to_be_kept()
    {
        var inSync = Ann.InSync;
        var without = inSync.Leave().Next().Confirm().Next();
        foreach (var record in (ProvisioningRecord[])[inSync, inSync.Join(Ann.B), without, inSync with { Membership = null }])
            Assert.Null(RemovalGracePeriod.RevokeAccessAt(record, Keeping, Minute, Ann.Now.Due));
    }

    [Fact]
    public void Access_is_not_kept_unless_the_tenant_wants_it_and_never_without_automatic_sync_or_against_a_manual_one()
    {
        var left = Ann.InSync.Leave();
        Assert.Null(RemovalGracePeriod.RevokeAccessAt(left, Keeping with { KeepAccessDuringGrace = false }, Minute, Ann.Now.Due));
        Assert.Null(RemovalGracePeriod.RevokeAccessAt(left, Keeping with { AutomaticSync = false }, Minute, Ann.Now.Due));
        var synced = left.Apply(Ann.Sync() with { Directory = Ann.InDirectory with { EffectiveGroup = null } });
        Assert.Null(RemovalGracePeriod.RevokeAccessAt(synced, Keeping, Minute, Ann.Now.Due));
    }

    [Fact]
    public void While_access_is_kept_the_former_membership_counts()
    {
        var inSync = Ann.InSync;
        Assert.Equal(inSync.Membership, RemovalGracePeriod.EffectiveMembership(inSync));
        var left = inSync.Leave();
        Assert.Equal(left.Membership, RemovalGracePeriod.EffectiveMembership(left));
        var kept = left.Next(Keeping);
        Assert.Equal(left.Membership! with { Group = Ann.A }, RemovalGracePeriod.EffectiveMembership(kept));
    }

    [Fact]
    public void A_loss_has_waited_if_access_was_kept_and_nothing_else_ended_it()
    {
        var left = Ann.InSync.Leave();
        Assert.True(RemovalGracePeriod.HasElapsed(left, Keeping));
        Assert.False(RemovalGracePeriod.HasElapsed(left, Ann.Automatic));
        Assert.False(RemovalGracePeriod.HasElapsed(Ann.InSync, Keeping));
        Assert.False(RemovalGracePeriod.HasElapsed(Ann.InSync, Ann.Automatic));
        Assert.False(RemovalGracePeriod.HasElapsed(left.Deactivate(), Keeping));
        Assert.False(RemovalGracePeriod.HasElapsed(left.Delete(), Keeping));
        var gone = left.Apply(Ann.Sync() with { Directory = null });
        Assert.False(RemovalGracePeriod.HasElapsed(gone, Keeping));
    }

    [Fact]
    public void A_loss_that_has_waited_already_is_mailed_as_soon_as_it_is_confirmed()
    {
        var revoked = Ann.InSync.Leave().Next(Keeping).Next(Keeping, Ann.In(Minute)).Confirm();
        Assert.Equal(NotificationKind.Removed, revoked.Decide(Keeping, Ann.In(Minute)).Mail!.Kind);
    }
}
