using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>A saga that has given up: when it tries again, and what ends the fault.</summary>
public sealed class FaultTests
{
    private static readonly TimeSpan SixHours = TimeSpan.FromHours(6);

    [Fact]
    public void A_fault_that_may_pass_rests_until_its_time_has_come()
    {
        var faulted = Ann.Faulted;
        var decision = faulted.Decide(now: Ann.In(SixHours - TimeSpan.FromTicks(1)));
        Assert.Equal((UserState.Faulted, null, faulted), (decision.State, decision.Command, decision.Record));
    }

    [Fact]
    public void At_that_time_the_command_is_sent_once_more_and_the_saga_stays_faulted_until_the_answer()
    {
        var faulted = Ann.Faulted;
        var later = Ann.In(SixHours);
        var decision = faulted.Decide(now: later);
        Assert.Equal((UserState.Faulted, 1), (decision.State, decision.Command!.Generation));
        Assert.Equal(faulted.Fault! with { LookAgainAt = later.Due + SixHours }, decision.Record.Fault);
        Assert.Equal(new OutstandingCommand(1, 1, later.Due + TimeSpan.FromSeconds(30)), decision.Record.Outstanding);
        Assert.Empty(decision.Log);
    }

    [Fact]
    public void While_a_change_is_on_hold_the_new_attempt_is_postponed()
    {
        var later = Ann.In(SixHours);
        var decision = Ann.Faulted.Rename().Decide(Ann.Manual, later);
        Assert.Equal((UserState.OnHold, null, null), (decision.State, decision.Command, decision.Record.Outstanding));
        Assert.Equal(later.Due + SixHours, decision.Record.NextDueAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_refusal_keeps_the_next_attempt_only_if_its_reason_may_pass(bool mayPass)
    {
        var tried = Ann.Faulted.Next(now: Ann.In(SixHours));
        var decision = tried.Refuse(mayPass).Decide(now: Ann.In(SixHours));
        Assert.Equal((UserState.Faulted, null, null), (decision.State, decision.Failure, decision.Record.Outstanding));
        Assert.Equal(mayPass ? Ann.In(2 * SixHours).Due : null, decision.Record.Fault!.LookAgainAt);
    }

    [Fact]
    public void Something_else_to_apply_ends_the_fault()
    {
        var decision = Ann.Faulted.Rename().Decide();
        Assert.Equal((UserState.Applying, null, 2), (decision.State, decision.Record.Fault, decision.Command!.Generation));
        Assert.Equal(1, decision.Record.Outstanding!.Attempts);
    }

    [Fact]
    public void What_changes_nothing_leaves_the_fault_as_it_is()
    {
        var faulted = Ann.Faulted;
        Assert.Equal(faulted.Fault, faulted.Next().Fault);
    }

    [Fact]
    public void A_late_answer_to_an_earlier_attempt_ends_the_fault()
    {
        var decision = Ann.Faulted.Confirm().Decide();
        Assert.Equal((UserState.InSync, null), (decision.State, decision.Record.Fault));
    }

    [Fact]
    public void An_operator_has_it_tried_again_from_the_first_attempt()
    {
        var decision = Ann.Faulted.Apply(new RetryUser { Tenant = DirectoryModel.Tenant, User = DirectoryModel.User }).Decide();
        Assert.Equal((UserState.Applying, null), (decision.State, decision.Record.Fault));
        Assert.Equal(new OutstandingCommand(1, 1, Ann.Now.Due + TimeSpan.FromSeconds(30)), decision.Record.Outstanding);
    }
}
