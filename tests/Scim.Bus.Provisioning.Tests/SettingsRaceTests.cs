using static Scim.Bus.Provisioning.Users.UserState;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>Settings that change while a saga decides.</summary>
public sealed class SettingsRaceTests
{
    /// <summary>
    /// A process that was stopped, or just slow, decides by settings that are older than those that were rolled out, after the rollout has
    /// passed its saga.
    /// </summary>
    [Fact]
    public void Settings_that_change_between_decision_and_write_count()
    {
        var scene = new Scene().SyncOff();
        SagaEngine.Current.BeforeNextWrite = () => scene.SyncOn();
        scene.Create();
        Assert.Equal(Applying, scene.World.State);

        scene.JoinA().Answer();
        SagaEngine.Current.BeforeNextWrite = () => scene.SyncOn(Scene.B);
        scene.Rename();
        Assert.False(scene.World.Saga.Desired.Active);
    }
}
