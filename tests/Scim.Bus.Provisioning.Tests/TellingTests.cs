using Scim.Bus.Contracts;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>Which mail a person gets when their access changes. The change is counted from their last mail.</summary>
public sealed class TellingTests
{
    private static readonly GroupId A = DirectoryModel.Groups[0];
    private static readonly GroupId B = DirectoryModel.Groups[1];

    private static readonly Confirmation Out = Confirmation.None;
    private static readonly Confirmation In = new() { Exists = true, Active = true };
    private static readonly Confirmation Inactive = In with { Active = false };

    [Fact]
    public void A_new_account_is_a_welcome_and_the_first_group_is_no_move()
    {
        Assert.Equal(NotificationKind.Welcome, Telling.KindFor(Told.Nothing, In));
        Assert.Equal(NotificationKind.Welcome, Telling.KindFor(Told.Nothing, In with { Group = A }));
        Assert.Null(Telling.KindFor(new Told { Welcomed = true, Active = true }, In with { Group = A }));
        Assert.Null(Telling.KindFor(Told.Nothing, Inactive));
        Assert.Null(Telling.KindFor(Told.Nothing, Out));
    }

    [Fact]
    public void Another_group_is_a_move_and_no_group_is_a_removal()
    {
        var last = new Told { Welcomed = true, Active = true, Group = A };
        Assert.Null(Telling.KindFor(last, In with { Group = A }));
        Assert.Equal(NotificationKind.Moved, Telling.KindFor(last, In with { Group = B }));
        Assert.Equal(NotificationKind.Removed, Telling.KindFor(last, In));
        Assert.Equal(NotificationKind.Moved, Telling.KindFor(new Told { Welcomed = true, Active = true, Lost = A }, In with { Group = B }));
    }

    [Fact]
    public void Losing_and_regaining_access_are_mailed()
    {
        var last = new Told { Welcomed = true, Active = true, Group = A };
        Assert.Equal(NotificationKind.Removed, Telling.KindFor(last, Inactive with { Group = A }));
        Assert.Equal(NotificationKind.Removed, Telling.KindFor(last, Out));
        Assert.Equal(NotificationKind.Reactivated, Telling.KindFor(last with { Active = false }, In with { Group = A }));
        Assert.Null(Telling.KindFor(last with { Active = false }, Out));
        Assert.Equal(NotificationKind.Reactivated, Telling.KindFor(last with { Group = null, Lost = A }, In with { Group = A }));
        // The loss of the group was mailed already, and without it there was no access left to lose.
        Assert.Null(Telling.KindFor(last with { Group = null, Lost = A }, Inactive));
        Assert.Null(Telling.KindFor(last with { Group = null, Lost = A }, Out));
    }
}
