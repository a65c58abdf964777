using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>What follows when Accounts refuses a command.</summary>
public sealed class RefusalTests
{
    private const string Reason = "The work e-mail belongs to Bob.";

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void A_refusal_that_may_pass_is_tried_again_after_twice_the_time(int attempts, int seconds)
    {
        var decision = Ann.Applying.Refuse(mayPass: true, attempts).Decide();
        Assert.Equal((UserState.Applying, null, null), (decision.State, decision.Command, decision.Failure));
        Assert.Equal(
            new OutstandingCommand(1, attempts, Ann.Now.Due + TimeSpan.FromSeconds(seconds)) { IsRefused = true },
            decision.Record.Outstanding);
        Assert.Null(decision.Record.Fault);
    }

    [Fact]
    public void The_provisioning_log_has_the_reason_of_a_refusal_that_may_pass()
    {
        var decision = Ann.Applying.Refuse(mayPass: true).Decide();
        var entry = new TimelineEntry
        {
            Tenant = DirectoryModel.Tenant,
            User = DirectoryModel.User,
            Step = "account",
            Outcome = TimelineOutcome.Retried,
            Detail = Reason,
            OccurredAt = Ann.Now.TimeOfDay,
        };
        Assert.Equal(entry, Assert.Single(decision.Log));
    }

    [Fact]
    public void A_new_attempt_after_a_refusal_is_not_called_unanswered()
    {
        var later = Ann.In(TimeSpan.FromSeconds(1));
        var decision = Ann.Applying.Refuse(mayPass: true).Next().Decide(now: later);
        Assert.NotNull(decision.Command);
        Assert.Empty(decision.Log);
        Assert.Equal(new OutstandingCommand(1, 2, later.Due + TimeSpan.FromSeconds(60)), decision.Record.Outstanding);
    }

    [Fact]
    public void A_refusal_for_good_faults_at_the_first_attempt_and_is_never_looked_at_again()
    {
        var decision = Ann.Applying.Refuse(mayPass: false).Decide();
        Assert.Equal((UserState.Faulted, null, null), (decision.State, decision.Command, decision.Record.Outstanding));
        Assert.Equal(new Fault(1, Reason, 1), decision.Record.Fault);
        Assert.Equal(Failed(attempts: 1), decision.Failure);
    }

    [Fact]
    public void When_the_attempts_are_used_up_the_saga_faults_and_looks_again_in_six_hours()
    {
        var last = Ann.Options.MaxAttempts;
        var decision = Ann.Applying.Refuse(mayPass: true, last).Decide();
        Assert.Equal((UserState.Faulted, null, null), (decision.State, decision.Command, decision.Record.Outstanding));
        Assert.Equal(new Fault(1, Reason, last, Ann.Now.Due + TimeSpan.FromHours(6)), decision.Record.Fault);
        Assert.Equal(Failed(last), decision.Failure);
    }

    [Fact]
    public void A_refusal_of_a_command_that_was_superseded_is_none_of_the_new_one()
    {
        var applying = Ann.Applying;
        var renamed = applying.Rename().Next();
        Assert.Same(renamed, renamed.Apply(new CommandRefused
        {
            Tenant = DirectoryModel.Tenant,
            User = DirectoryModel.User,
            Generation = applying.Outstanding!.Generation,
            MayPass = false,
            Reason = Reason,
        }));
    }

    private static ProvisioningFailed Failed(int attempts) => new()
    {
        Tenant = DirectoryModel.Tenant,
        User = DirectoryModel.User,
        UserName = "ann",
        Step = "account",
        Reason = Reason,
        Attempts = attempts,
        OccurredAt = Ann.Now.TimeOfDay,
    };
}
