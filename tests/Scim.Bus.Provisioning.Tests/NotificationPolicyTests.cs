using Scim.Bus.Contracts;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>Which mail a person gets when their access changes. The change is counted from their last mail.</summary>
public sealed class NotificationPolicyTests
{
    private static readonly GroupId A = DirectoryModel.Groups[0];
    private static readonly GroupId B = DirectoryModel.Groups[1];

    private static readonly ObservedState Out = ObservedState.None;
    private static readonly ObservedState In = new() { Exists = true, Active = true };
    private static readonly ObservedState Inactive = In with { Active = false };

    [Fact]
    public void A_new_account_is_a_welcome_and_the_first_group_is_no_move()
    {
        Assert.Equal(NotificationKind.Welcome, NotificationPolicy.KindFor(LastNotified.Nothing, In));
        Assert.Equal(NotificationKind.Welcome, NotificationPolicy.KindFor(LastNotified.Nothing, In with { Group = A }));
        Assert.Null(NotificationPolicy.KindFor(new LastNotified { Welcomed = true, Active = true }, In with { Group = A }));
        Assert.Null(NotificationPolicy.KindFor(LastNotified.Nothing, Inactive));
        Assert.Null(NotificationPolicy.KindFor(LastNotified.Nothing, Out));
    }

    [Fact]
    public void Another_group_is_a_move_and_no_group_is_a_removal()
    {
        var last = new LastNotified { Welcomed = true, Active = true, Group = A };
        Assert.Null(NotificationPolicy.KindFor(last, In with { Group = A }));
        Assert.Equal(NotificationKind.Moved, NotificationPolicy.KindFor(last, In with { Group = B }));
        Assert.Equal(NotificationKind.Removed, NotificationPolicy.KindFor(last, In));
        var afterLoss = new LastNotified { Welcomed = true, Active = true, Lost = A };
        Assert.Equal(NotificationKind.Moved, NotificationPolicy.KindFor(afterLoss, In with { Group = B }));
    }

    [Fact]
    public void Losing_and_regaining_access_are_mailed()
    {
        var last = new LastNotified { Welcomed = true, Active = true, Group = A };
        Assert.Equal(NotificationKind.Removed, NotificationPolicy.KindFor(last, Inactive with { Group = A }));
        Assert.Equal(NotificationKind.Removed, NotificationPolicy.KindFor(last, Out));
        Assert.Equal(NotificationKind.Reactivated, NotificationPolicy.KindFor(last with { Active = false }, In with { Group = A }));
        Assert.Null(NotificationPolicy.KindFor(last with { Active = false }, Out));
        Assert.Equal(NotificationKind.Reactivated, NotificationPolicy.KindFor(last with { Group = null, Lost = A }, In with { Group = A }));
        // The loss of the group was mailed already, and without it there was no access left to lose.
        Assert.Null(NotificationPolicy.KindFor(last with { Group = null, Lost = A }, Inactive));
        Assert.Null(NotificationPolicy.KindFor(last with { Group = null, Lost = A }, Out));
    }
}
