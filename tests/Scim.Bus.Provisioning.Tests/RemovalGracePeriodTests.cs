using CsCheck;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>
/// A move that arrives as a removal and an addition within the removal grace period is one move. A tenant may keep access meanwhile.
/// </summary>
public sealed partial class RemovalGracePeriodTests
{
    /// <summary>Numbers of changes, see <see cref="DirectoryModel.Apply"/>.</summary>
    private const int Rename = 0, Flip = 1, ToA = 2, ToB = 3, ToNone = 5, Delete = 6;

    private static readonly GroupId A = DirectoryModel.Groups[0];
    private static readonly GroupId B = DirectoryModel.Groups[1];
    private static readonly TenantSettings Keeping = new() { KeepAccessDuringGrace = true, RemovalGraceSeconds = 60 };

    [Fact]
    public void By_default_access_is_revoked_at_once_and_the_mail_waits_for_the_grace_period()
    {
        var (world, directory) = InGroupA(new TenantSettings { RemovalGraceSeconds = 60 });
        Change(world, directory, ToNone);
        Assert.Null(world.Account!.Access.Group);
        Assert.Equal([NotificationKind.Welcome], world.Mails);
        world.AdvanceTime(TimeSpan.FromSeconds(59));
        Assert.Equal([NotificationKind.Welcome], world.Mails);
        world.AdvanceTime(TimeSpan.FromSeconds(1));
        Assert.Equal([NotificationKind.Welcome, NotificationKind.Removed], world.Mails);
        Assert.True(world.IsQuiet);
    }

    [Fact]
    public void A_removal_and_an_addition_within_the_grace_period_are_one_move()
    {
        var (world, directory) = InGroupA(new TenantSettings { RemovalGraceSeconds = 60 });
        Change(world, directory, ToNone);
        world.AdvanceTime(TimeSpan.FromSeconds(59));
        Change(world, directory, ToB);
        Assert.Equal([NotificationKind.Welcome, NotificationKind.Moved], world.Mails);
        Assert.True(world.IsQuiet);
    }

    [Fact]
    public void Access_kept_during_the_grace_period_is_revoked_at_its_end_and_mailed_at_once()
    {
        var (world, directory) = InGroupA(Keeping);
        Change(world, directory, ToNone);
        world.AdvanceTime(TimeSpan.FromSeconds(59));
        Assert.Equal((A, UserState.InSync), (world.Account!.Access.Group, world.State));
        Change(world, directory, Rename);
        Assert.Equal((A, directory.GivenName), (world.Account.Access.Group, world.Account.Attributes.FirstName));
        world.AdvanceTime(TimeSpan.FromSeconds(1));
        Assert.Null(world.Account.Access.Group);
        Assert.Equal([NotificationKind.Welcome, NotificationKind.Removed], world.Mails);
        Assert.True(world.IsQuiet);
    }

    [Fact]
    public void Returning_to_the_same_group_within_the_grace_period_changes_nothing()
    {
        var (world, directory) = InGroupA(Keeping);
        var generation = world.Saga.Desired.Generation;
        Change(world, directory, ToNone);
        Change(world, directory, ToA);
        Assert.Equal((generation, true), (world.Saga.Desired.Generation, world.IsQuiet));
        Assert.Equal([NotificationKind.Welcome], world.Mails);
    }

    [Theory]
    [InlineData(Flip)]
    [InlineData(Delete)]
    public void Deactivation_and_deletion_do_not_wait_for_the_grace_period(int change)
    {
        var (world, directory) = InGroupA(Keeping);
        Change(world, directory, ToNone);
        Change(world, directory, change);
        Assert.False(world.Account!.Active && !world.Account.Removed);
        world.Settle(new Random(1));
        Assert.Equal([NotificationKind.Welcome, NotificationKind.Removed], world.Mails);
    }

    [Fact]
    public void A_move_between_synced_groups_interrupts_neither_access_nor_login()
    {
        var (world, directory) = InGroupA(Keeping with { GroupsToSync = [A, B] });
        Change(world, directory, ToNone);
        Assert.Equal((A, true), (world.Account!.Access.Group, world.Account.Active));
        Change(world, directory, ToB);
        Assert.Equal((B, true), (world.Account.Access.Group, world.Account.Active));
        Assert.Equal([NotificationKind.Welcome, NotificationKind.Moved], world.Mails);
    }

    [Fact]
    public void A_sync_does_not_wait_for_the_grace_period()
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
    public void A_tenant_without_change_mails_sends_the_welcome_only()
    {
        var (world, directory) = InGroupA(new TenantSettings { ChangeEmails = false });
        foreach (var change in (int[])[ToB, ToNone, ToA, Flip, Flip, Delete])
        {
            Change(world, directory, change);
            world.AdvanceTime(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([NotificationKind.Welcome], world.Mails);
        // What concerns a welcome that was not handed over yet: the end of the login, its return, the end by the deletion.
        Assert.Equal([NotificationKind.Removed, NotificationKind.Reactivated, NotificationKind.Removed], world.Silent);
    }

    [Fact]
    public void Resting_sagas_have_no_timer()
    {
        var (held, directory) = InGroupA(Keeping with { KeepAccessDuringGrace = false });
        Change(held, directory, ToNone);
        held.Settings = new TenantSettings { AutomaticSync = false };
        Change(held, directory, ToB);
        Assert.Equal((UserState.OnHold, null), (held.State, held.Saga.NextDueAt));

        var (faulted, model) = InGroupA(Keeping with { KeepAccessDuringGrace = false });
        Change(faulted, model, ToNone);
        model.Apply(ToB);
        faulted.Send(model.Messages[^1]);
        faulted.DeliverNext();
        faulted.Refuse();
        Assert.Equal((UserState.Faulted, null), (faulted.State, faulted.Saga.NextDueAt));
    }

    /// <summary>Histories that end with a group. In between there may be none, but never for as long as the grace period.</summary>
    [Fact]
    [Trait("Takes", "Seconds")]
    public void Kept_access_is_never_interrupted_whatever_the_order_of_messages() => Gen.Select(
        Gen.OneOf(Rename, ToA, ToB, ToNone).Array[0, 12], Gen.Int[0, 1_000_000].Array[0, 80], Gen.Int).Sample(
        (changes, chances, seed) =>
        {
            var directory = DirectoryModel.Create([.. changes, ToA]);
            var world = new World(directory.Messages) { Settings = Keeping with { RemovalGraceSeconds = 3600 } };
            foreach (var chance in chances)
                world.Step(chance);
            world.Settle(new Random(seed));
            Assert.DoesNotContain(world.AccessHistory.SkipWhile(access => access.Group is null), access => access.Group is null);
            Assert.DoesNotContain(NotificationKind.Removed, world.Mails);
        },
        iter: RandomHistory.Count);

    private static (World World, DirectoryModel Directory) InGroupA(TenantSettings settings)
    {
        var directory = DirectoryModel.Create([ToA]);
        var world = new World(directory.Messages) { Settings = settings };
        world.Deliver();
        Assert.Equal((A, UserState.InSync), (world.Account!.Access.Group, world.State));
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
