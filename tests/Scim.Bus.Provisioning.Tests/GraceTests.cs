using CsCheck;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>A move that comes as remove and add is one move; a tenant may have the permissions stay meanwhile.</summary>
public sealed class GraceTests
{
    /// <summary>Changes, as <see cref="DirectoryModel.Apply"/> numbers them.</summary>
    private const int Rename = 0, Flip = 1, ToA = 2, ToB = 3, ToNone = 5, Delete = 6;

    private static readonly GroupId A = DirectoryModel.Groups[0];
    private static readonly GroupId B = DirectoryModel.Groups[1];
    private static readonly TenantSettings Keeping = new() { KeepAccessDuringGrace = true, RemovalGraceSeconds = 60 };

    [Fact]
    public void By_default_permissions_go_at_once_and_the_person_is_told_after_the_grace()
    {
        var (world, directory) = InGroupA(new TenantSettings { RemovalGraceSeconds = 60 });
        Change(world, directory, ToNone);
        Assert.Null(world.Account!.Access.Group);
        Assert.Equal([NotificationKind.Welcome], world.Told);
        world.Pass(TimeSpan.FromSeconds(59));
        Assert.Equal([NotificationKind.Welcome], world.Told);
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([NotificationKind.Welcome, NotificationKind.Removed], world.Told);
        Assert.True(world.IsQuiet);
    }

    [Fact]
    public void Removed_and_added_within_the_grace_is_one_move()
    {
        var (world, directory) = InGroupA(new TenantSettings { RemovalGraceSeconds = 60 });
        Change(world, directory, ToNone);
        world.Pass(TimeSpan.FromSeconds(59));
        Change(world, directory, ToB);
        Assert.Equal([NotificationKind.Welcome, NotificationKind.Moved], world.Told);
        Assert.True(world.IsQuiet);
    }

    [Fact]
    public void A_tenant_may_have_permissions_stay_until_the_grace_has_passed_and_then_it_is_told_at_once()
    {
        var (world, directory) = InGroupA(Keeping);
        Change(world, directory, ToNone);
        world.Pass(TimeSpan.FromSeconds(59));
        Assert.Equal((A, Course.InSync), (world.Account!.Access.Group, world.Course));
        Change(world, directory, Rename);
        Assert.Equal((A, directory.GivenName), (world.Account.Access.Group, world.Account.Attributes.FirstName));
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Null(world.Account.Access.Group);
        Assert.Equal([NotificationKind.Welcome, NotificationKind.Removed], world.Told);
        Assert.True(world.IsQuiet);
    }

    [Fact]
    public void Who_comes_back_to_the_same_group_within_the_grace_never_left()
    {
        var (world, directory) = InGroupA(Keeping);
        var generation = world.Saga.Goal.Generation;
        Change(world, directory, ToNone);
        Change(world, directory, ToA);
        Assert.Equal((generation, true), (world.Saga.Goal.Generation, world.IsQuiet));
        Assert.Equal([NotificationKind.Welcome], world.Told);
    }

    [Theory]
    [InlineData(Flip)]
    [InlineData(Delete)]
    public void Who_is_deactivated_or_deleted_is_out_at_once(int change)
    {
        var (world, directory) = InGroupA(Keeping);
        Change(world, directory, ToNone);
        Change(world, directory, change);
        Assert.False(world.Account!.Active && !world.Account.Removed);
        world.Settle(new Random(1));
        Assert.Equal([NotificationKind.Welcome, NotificationKind.Removed], world.Told);
    }

    [Fact]
    public void With_chosen_groups_neither_permissions_nor_login_are_interrupted()
    {
        var (world, directory) = InGroupA(Keeping with { GroupsToSync = [A, B] });
        Change(world, directory, ToNone);
        Assert.Equal((A, true), (world.Account!.Access.Group, world.Account.Active));
        Change(world, directory, ToB);
        Assert.Equal((B, true), (world.Account.Access.Group, world.Account.Active));
        Assert.Equal([NotificationKind.Welcome, NotificationKind.Moved], world.Told);
    }

    [Fact]
    public void A_group_that_is_no_longer_chosen_is_not_kept()
    {
        var (world, directory) = InGroupA(Keeping with { GroupsToSync = [A, B] });
        Change(world, directory, ToNone);
        world.Settings = Keeping with { GroupsToSync = [B] };
        world.Wake();
        world.Deliver();
        Assert.Equal((null, false), (world.Account!.Access.Group, world.Account.Active));
    }

    [Fact]
    public void Switched_off_the_grace_ends()
    {
        var (world, directory) = InGroupA(Keeping);
        Change(world, directory, ToNone);
        world.Settings = new TenantSettings();
        world.Wake();
        world.Deliver();
        Assert.Null(world.Account!.Access.Group);
    }

    [Fact]
    public void A_sync_waits_for_nothing()
    {
        var (world, directory) = InGroupA(Keeping);
        Change(world, directory, ToNone);
        world.Send(new SyncUser
        {
            Tenant = DirectoryModel.Tenant,
            User = DirectoryModel.User,
            Sync = Guid.NewGuid(),
            Directory = directory.Now(),
            HasAccount = true,
            AccountGeneration = world.Snapshot!.Generation,
        });
        world.Deliver();
        Assert.Null(world.Account!.Access.Group);
    }

    [Fact]
    public void Changes_are_not_told_to_people_of_a_tenant_that_does_not_want_it()
    {
        var (world, directory) = InGroupA(new TenantSettings { ChangeEmails = false });
        foreach (var change in (int[])[ToB, ToNone, ToA, Flip, Flip, Delete])
        {
            Change(world, directory, change);
            world.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([NotificationKind.Welcome], world.Told);
    }

    [Fact]
    public void What_is_held_or_given_up_waits_for_no_time()
    {
        var (held, directory) = InGroupA(Keeping with { KeepAccessDuringGrace = false });
        Change(held, directory, ToNone);
        held.Settings = new TenantSettings { AutomaticSync = false };
        Change(held, directory, ToB);
        Assert.Equal((Course.OnHold, null), (held.Course, held.Saga.NextDueAt));

        var (faulted, model) = InGroupA(Keeping with { KeepAccessDuringGrace = false });
        Change(faulted, model, ToNone);
        model.Apply(ToB);
        faulted.Send(model.Messages[^1]);
        faulted.DeliverNext();
        faulted.Refuse();
        Assert.Equal((Course.Faulted, null), (faulted.Course, faulted.Saga.NextDueAt));
    }

    /// <summary>The last change is to be a group: in between there may be none, for any time below the grace.</summary>
    [Fact]
    public void Nobody_is_ever_interrupted_whatever_the_order() => Gen.Select(
        Gen.OneOf(Rename, ToA, ToB, ToNone).Array[0, 12], Gen.Int[0, 1_000_000].Array[0, 80], Gen.Int).Sample(
        (changes, chances, seed) =>
        {
            var world = new World(DirectoryModel.Of([.. changes, ToA]).Messages) { Settings = Keeping with { RemovalGraceSeconds = 3600 } };
            foreach (var chance in chances)
                world.Step(chance);
            world.Settle(new Random(seed));
            Assert.DoesNotContain(world.Accesses.SkipWhile(access => access.Group is null), access => access.Group is null);
            Assert.DoesNotContain(NotificationKind.Removed, world.Told);
        },
        iter: 3_000);

    private static (World World, DirectoryModel Directory) InGroupA(TenantSettings settings)
    {
        var directory = DirectoryModel.Of([ToA]);
        var world = new World(directory.Messages) { Settings = settings };
        world.Deliver();
        Assert.Equal((A, Course.InSync), (world.Account!.Access.Group, world.Course));
        return (world, directory);
    }

    private static void Change(World world, DirectoryModel directory, int change)
    {
        var before = directory.Messages.Count;
        directory.Apply(change);
        foreach (var message in directory.Messages.Skip(before))
            world.Send(message);
        world.Deliver();
    }
}
