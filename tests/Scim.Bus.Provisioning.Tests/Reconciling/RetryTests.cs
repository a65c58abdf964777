using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>A retry that an operator asked for arrives when there is nothing left to retry.</summary>
public sealed class RetryTests
{
    [Fact]
    public void A_retry_of_what_was_not_given_up_changes_nothing_and_fails_nowhere()
    {
        (UserState State, Scene Scene)[] others =
        [
            (UserState.AwaitingProfile, new Scene().JoinA()),
            (UserState.OnHold, new Scene().SyncOff().Create()),
            (UserState.Applying, new Scene().Create()),
            (UserState.InSync, new Scene().Create().Answer()),
            (UserState.Deprovisioned, new Scene().SyncOn(Scene.A).Create()),
        ];
        foreach (var (state, scene) in others)
        {
            var before = (scene.World.State, scene.World.Saga.Desired, scene.World.Saga.Outstanding);
            Assert.Equal(state, scene.World.State);
            scene.World.Transitions.Clear();
            scene.Retry();
            Assert.Equal(before, (scene.World.State, scene.World.Saga.Desired, scene.World.Saga.Outstanding));
            Assert.Empty(scene.World.Transitions);
        }
    }

    [Fact]
    public void A_retry_of_a_user_that_has_no_saga_starts_none()
    {
        var scene = new Scene().Retry();
        Assert.Equal((new ProvisioningRecord(), 0), (scene.World.Saga, scene.World.Transitions.Count));
    }
}
