using Scim.Bus.Contracts;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>States in which nothing is left to send.</summary>
public sealed class RestingTests
{
    [Fact]
    public void A_confirmed_account_is_in_sync_and_waits_for_nothing()
    {
        var decision = Ann.Applying.Confirm().Decide();
        Assert.Equal((UserState.InSync, null, null), (decision.State, decision.Command, decision.Record.NextDueAt));
        Assert.Equal(decision.Record, decision.Record.Next());
    }

    [Fact]
    public void Without_automatic_sync_an_account_that_is_what_it_should_be_is_not_on_hold()
    {
        Assert.Equal(UserState.InSync, Ann.InSync.Decide(Ann.Manual).State);
        Assert.Equal(UserState.Deprovisioned, Ann.InSync.Delete().Next().Confirm().Decide(Ann.Manual).State);
    }

    [Fact]
    public void Without_automatic_sync_a_change_is_on_hold_and_changes_neither_generation_nor_account()
    {
        var inSync = Ann.InSync;
        var decision = inSync.Rename().Decide(Ann.Manual);
        Assert.Equal((UserState.OnHold, null, inSync.Desired), (decision.State, decision.Command, decision.Record.Desired));
    }

    [Fact]
    public void A_fault_stays_visible_without_automatic_sync_until_something_else_is_desired()
    {
        var faulted = Ann.Faulted;
        Assert.Equal(UserState.Faulted, faulted.Decide(Ann.Manual).State);
        Assert.Equal(UserState.OnHold, faulted.Rename().Decide(Ann.Manual).State);
    }

    [Theory]
    [InlineData(nameof(UserState.OnHold))]
    [InlineData(nameof(UserState.Faulted))]
    public void A_mail_that_waits_has_no_timer_while_the_saga_is_on_hold_or_faulted(string state)
    {
        var waiting = Ann.InSync.Leave().Next().Confirm().Next();
        Assert.NotNull(waiting.NotifyAt);
        var decision = state == nameof(UserState.OnHold)
            ? waiting.Join(Ann.B).Decide(Ann.Manual)
            : waiting.Join(Ann.B).Next().Refuse(mayPass: false).Decide();
        Assert.Equal((state, null), (decision.State.ToString(), decision.Record.NotifyAt));
    }

    [Fact]
    public void A_deleted_persons_data_is_gone_once_the_account_and_the_last_mail_are()
    {
        var removed = Ann.InSync.Delete().Next().Confirm();
        var waiting = removed.Decide();
        Assert.Equal((UserState.Deprovisioned, null, "Ann"), (waiting.State, waiting.Mail, waiting.Record.Profile!.Profile.GivenName));

        var mailed = waiting.Record.Decide(now: Ann.In(TimeSpan.FromSeconds(5)));
        Assert.Equal((UserState.Deprovisioned, "Ann Lee"), (mailed.State, mailed.Mail!.Name));
        Assert.Equal(new UserProfile { UserName = "" }, mailed.Record.Profile!.Profile);
        Assert.Equal((6, true), (mailed.Record.Profile.Version, mailed.Record.Profile.Deleted));
        Assert.Null(mailed.Record.NextDueAt);
    }

    [Fact]
    public void Whoever_has_no_account_but_was_not_deleted_keeps_their_data()
    {
        var decision = Ann.Reported.Decide(new TenantSettings { GroupsToSync = [Ann.B] });
        Assert.Equal((UserState.Deprovisioned, null), (decision.State, decision.Command));
        Assert.Equal(Ann.InDirectory.Profile, decision.Record.Profile!.Profile);
    }

    [Fact]
    public void A_user_on_hold_is_affected_by_any_settings_and_one_at_rest_only_if_they_change_the_account()
    {
        var onHold = new UserProvisioningState { CurrentState = nameof(UserState.OnHold), Record = Ann.InSync };
        var inSync = new UserProvisioningState { CurrentState = nameof(UserState.InSync), Record = Ann.InSync };
        Assert.True(UserReconciler.IsAffectedBy(onHold, Ann.Automatic));
        Assert.False(UserReconciler.IsAffectedBy(inSync, Ann.Automatic));
        Assert.True(UserReconciler.IsAffectedBy(inSync, new TenantSettings { GroupsToSync = [Ann.B] }));
    }

    [Fact]
    public void A_user_without_a_profile_waits_for_it_whatever_the_settings_are()
    {
        var decision = new ProvisioningRecord { Tenant = DirectoryModel.Tenant, User = DirectoryModel.User }.Join(Ann.A).Decide();
        Assert.Equal((UserState.AwaitingProfile, null), (decision.State, decision.Command));
        Assert.False(UserReconciler.IsAffectedBy(
            new UserProvisioningState { CurrentState = nameof(UserState.AwaitingProfile), Record = decision.Record }, Ann.Manual));
    }
}
