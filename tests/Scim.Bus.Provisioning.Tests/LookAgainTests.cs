using Scim.Bus.Provisioning.Users;
using static Scim.Bus.Provisioning.Users.UserState;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>A saga that gave up tries again by itself if the reason may pass: nobody tells it when a login is let go.</summary>
public sealed class LookAgainTests
{
    [Fact]
    public void I5_what_was_given_up_for_a_reason_that_may_pass_is_tried_again_and_told_once()
    {
        var scene = new Scene().Create().Answer();
        var world = scene.World;
        world.RefusesAccounts = true;
        scene.Rename();
        world.Settle(new Random(1));
        Assert.Equal((Faulted, 1), (world.State, world.Failures.Count));

        world.AdvanceTime(UserReconciler.LookAgain);
        Assert.Equal((Faulted, 1), (world.State, world.Failures.Count));
        Assert.Null(world.Saga.Outstanding);

        world.RefusesAccounts = false;
        world.AdvanceTime(UserReconciler.LookAgain);
        Assert.Equal((InSync, null, 1), (world.State, world.Saga.Fault, world.Failures.Count));
    }

    [Fact]
    public void What_was_given_up_for_a_reason_that_can_not_pass_waits_for_somebody()
    {
        var world = new Scene().Create().Refuse().World;
        Assert.Equal((Faulted, null), (world.State, world.Saga.NextDueAt));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public void What_is_refused_for_good_when_it_is_tried_again_waits_for_somebody()
    {
        var scene = new Scene().Create().Answer();
        var world = scene.World;
        world.RefusesAccounts = true;
        scene.Rename();
        world.Settle(new Random(1));

        world.Pass(UserReconciler.LookAgain);
        scene.Wake().Refuse();
        Assert.Equal((Faulted, null, 1), (world.State, world.Saga.NextDueAt, world.Failures.Count));
    }

    [Fact]
    public void While_automatic_sync_is_off_nothing_new_is_tried()
    {
        var scene = new Scene().Create().Answer();
        var world = scene.World;
        world.RefusesAccounts = true;
        scene.Rename();
        world.Settle(new Random(1));
        scene.SyncOff().Deactivate();
        world.RefusesAccounts = false;
        world.AdvanceTime(UserReconciler.LookAgain);
        Assert.Equal((OnHold, true), (world.State, world.Account!.Active));
        Assert.True(world.Saga.NextDueAt > world.Now);
    }
}
