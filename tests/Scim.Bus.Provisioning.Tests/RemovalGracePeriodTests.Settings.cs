using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Tests;

/// <content>Settings that change while access is kept.</content>
public sealed partial class RemovalGracePeriodTests
{
    [Fact]
    public void Access_of_a_group_that_is_no_longer_synced_is_revoked_at_once()
    {
        var (world, directory) = InGroupA(Keeping with { GroupsToSync = [A, B] });
        Change(world, directory, ToNone);
        world.Settings = Keeping with { GroupsToSync = [B] };
        world.Wake();
        world.Deliver();
        Assert.Equal((null, false), (world.Account!.Access.Group, world.Account.Active));
    }

    [Fact]
    public void Turning_the_grace_period_off_revokes_at_once()
    {
        var (world, directory) = InGroupA(Keeping);
        Change(world, directory, ToNone);
        world.Settings = new TenantSettings();
        world.Wake();
        world.Deliver();
        Assert.Null(world.Account!.Access.Group);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(3_600, 59)]
    public void Another_grace_period_may_end_one_that_has_begun_sooner_but_not_later(int changed, int left)
    {
        var (world, directory) = InGroupA(Keeping);
        Change(world, directory, ToNone);
        world.AdvanceTime(TimeSpan.FromSeconds(1));
        world.Settings = Keeping with { RemovalGraceSeconds = changed };
        world.Wake();
        world.Deliver();
        world.AdvanceTime(TimeSpan.FromSeconds(left - 1));
        Assert.Equal(A, world.Account!.Access.Group);
        world.AdvanceTime(TimeSpan.FromSeconds(1));
        Assert.Null(world.Account!.Access.Group);
        Assert.Equal([NotificationKind.Welcome, NotificationKind.Removed], world.Mails);
        Assert.True(world.IsQuiet);
    }
}
