using Scim.Bus.Contracts;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>What people are told follows from what they were told before.</summary>
public sealed class TellingTests
{
    private static readonly GroupId A = DirectoryModel.Groups[0];
    private static readonly GroupId B = DirectoryModel.Groups[1];

    private static readonly Confirmation Out = Confirmation.None;
    private static readonly Confirmation In = new() { Exists = true, Active = true };
    private static readonly Confirmation Inactive = In with { Active = false };

    [Fact]
    public void The_first_day_is_a_welcome_and_the_first_group_no_move()
    {
        Assert.Equal(NotificationKind.Welcome, Telling.KindFor(Told.Nothing, In));
        Assert.Equal(NotificationKind.Welcome, Telling.KindFor(Told.Nothing, In with { Group = A }));
        Assert.Null(Telling.KindFor(new Told { Welcomed = true, Active = true }, In with { Group = A }));
        Assert.Null(Telling.KindFor(Told.Nothing, Inactive));
        Assert.Null(Telling.KindFor(Told.Nothing, Out));
    }

    [Fact]
    public void Another_group_is_a_move_and_none_a_removal()
    {
        var told = new Told { Welcomed = true, Active = true, Group = A };
        Assert.Null(Telling.KindFor(told, In with { Group = A }));
        Assert.Equal(NotificationKind.Moved, Telling.KindFor(told, In with { Group = B }));
        Assert.Equal(NotificationKind.Removed, Telling.KindFor(told, In));
        Assert.Equal(NotificationKind.Moved, Telling.KindFor(new Told { Welcomed = true, Active = true, Lost = A }, In with { Group = B }));
    }

    [Fact]
    public void Losing_and_regaining_access_is_told()
    {
        var told = new Told { Welcomed = true, Active = true, Group = A };
        Assert.Equal(NotificationKind.Removed, Telling.KindFor(told, Inactive with { Group = A }));
        Assert.Equal(NotificationKind.Removed, Telling.KindFor(told, Out));
        Assert.Equal(NotificationKind.Reactivated, Telling.KindFor(told with { Active = false }, In with { Group = A }));
        Assert.Null(Telling.KindFor(told with { Active = false }, Out));
        Assert.Equal(NotificationKind.Reactivated, Telling.KindFor(told with { Group = null, Lost = A }, In with { Group = A }));
        // Who lost the group was told so, and has nothing more to lose.
        Assert.Null(Telling.KindFor(told with { Group = null, Lost = A }, Inactive));
        Assert.Null(Telling.KindFor(told with { Group = null, Lost = A }, Out));
    }
}
