using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>The command to Accounts: what it asks for, and when it is sent again.</summary>
public sealed class CommandTests
{
    [Fact]
    public void The_command_asks_for_what_the_directory_reported()
    {
        var decision = Ann.Reported.Decide();
        var command = new ApplyAccount
        {
            Tenant = DirectoryModel.Tenant,
            User = DirectoryModel.User,
            Generation = 1,
            Exists = true,
            Active = true,
            Group = Ann.A,
            Profile = Ann.InDirectory.Profile,
            ProfileVersion = 5,
            ChangedAt = Ann.InDirectory.ChangedAt,
        };
        Assert.Equal((UserState.Applying, command), (decision.State, decision.Command));
        Assert.Equal(new OutstandingCommand(1, 1, Ann.Now.Due + TimeSpan.FromSeconds(30)), decision.Record.Outstanding);
        Assert.Equal(decision.Record.Desired, decision.Record.Requested);
    }

    [Fact]
    public void A_command_is_not_sent_again_before_its_time()
    {
        var applying = Ann.Applying;
        var decision = applying.Decide(now: Ann.In(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1)));
        Assert.Equal((UserState.Applying, null, applying), (decision.State, decision.Command, decision.Record));
    }

    [Fact]
    public void An_unanswered_command_is_sent_again_at_its_time_and_then_after_twice_the_time()
    {
        var applying = Ann.Applying;
        var now = Ann.In(TimeSpan.FromSeconds(30));
        var decision = applying.Decide(now: now);
        Assert.Equal(Ann.Reported.Decide().Command, decision.Command);
        Assert.Equal(new OutstandingCommand(1, 2, now.Due + TimeSpan.FromSeconds(60)), decision.Record.Outstanding);
        var entry = Assert.Single(decision.Log);
        Assert.Equal(
            ("account", TimelineOutcome.Retried, "No answer yet; sent again (attempt 2).", now.TimeOfDay),
            (entry.Step, entry.Outcome, entry.Detail, entry.OccurredAt));

        now = Ann.In(TimeSpan.FromSeconds(90));
        decision = decision.Record.Decide(now: now);
        Assert.Equal(new OutstandingCommand(1, 3, now.Due + TimeSpan.FromSeconds(120)), decision.Record.Outstanding);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(1_000_000)]
    public void However_often_a_command_was_sent_the_next_attempt_is_not_further_away_than_the_longest_wait(int attempts)
    {
        var applying = Ann.Applying;
        applying = applying with { Outstanding = applying.Outstanding! with { Attempts = attempts } };
        var now = Ann.In(TimeSpan.FromDays(1));
        Assert.Equal(new OutstandingCommand(1, attempts + 1, now.Due + TimeSpan.FromMinutes(3)), applying.Next(now: now).Outstanding);
    }

    [Fact]
    public void What_changes_before_the_answer_is_asked_for_at_once_as_a_first_attempt()
    {
        var decision = Ann.Applying.Next(now: Ann.In(TimeSpan.FromSeconds(30))).Rename().Decide();
        Assert.Equal((2, "Anna"), (decision.Command!.Generation, decision.Command.Profile.GivenName));
        Assert.Equal(new OutstandingCommand(2, 1, Ann.Now.Due + TimeSpan.FromSeconds(30)), decision.Record.Outstanding);
        Assert.Empty(decision.Log);
    }
}
