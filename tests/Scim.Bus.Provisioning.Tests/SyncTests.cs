using CsCheck;
using Scim.Bus.AccountMapping;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Comparison;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>Syncs: what they change, what they keep, and that a dry run predicts it exactly.</summary>
public sealed class SyncTests
{
    private static readonly Gen<(int[] Before, int[] Meanwhile, int Damage, int Choice, bool Force, int Seed)> Cases = Gen.Select(
        Gen.Int[0, 6].Array[0, 6], Gen.Int[0, 6].Array[0, 6], Gen.Int[0, 7], Gen.Int[0, 9], Gen.Bool, Gen.Int);

    [Fact]
    [Trait("Takes", "Seconds")]
    public void A_dry_run_lists_exactly_what_the_sync_then_changes() => Cases.Sample(
        (before, meanwhile, damage, choice, force, seed) =>
        {
            var random = new Random(seed);
            var directory = DirectoryModel.Create(before);
            var world = new World(directory.Messages);
            world.Settle(random);

            world.Account = Damage(world.Account, damage);
            world.Settings = new TenantSettings { AutomaticSync = false, GroupsToSync = SyncedGroups(choice) };
            var known = directory.Messages.Count;
            foreach (var change in meanwhile)
                directory.Apply(change);
            // A third of the directory's messages are lost.
            foreach (var message in directory.Messages.Skip(known).Where(_ => random.Next(3) > 0))
                world.Send(message);
            world.Settle(random);

            var account = world.Account;
            var predicted = Compare(directory, world, force);
            if (predicted is not null)
                world.Send(SyncCommand(directory, world, force));
            world.Settle(random);

            AssertPredicted(predicted, account, world.Account);
            Assert.Null(Compare(directory, world, force));
        },
        iter: RandomHistory.Count);

    [Fact]
    public void A_sync_keeps_manual_edits_made_after_a_forced_sync()
    {
        var (directory, world, random) = (DirectoryModel.Create([]), new World([]), new Random(1));
        world.Settings = new TenantSettings { AutomaticSync = false };
        world.Send(SyncCommand(directory, world, force: true));
        world.Settle(random);
        world.Account = Damage(world.Account, 1);
        directory.Apply(2);
        world.Send(directory.Messages[^1]);
        world.Settle(random);

        Assert.Equal([AccountComparison.AccessGroup], Compare(directory, world, force: false)!.Fields);
        world.Send(SyncCommand(directory, world, force: false));
        world.Settle(random);
        Assert.Equal(("By hand", directory.Group), (world.Account!.Attributes.FirstName, world.Account.Access.Group));
    }

    [Fact]
    public void A_push_during_a_sync_waits_and_does_not_stop_the_sync()
    {
        var (directory, random) = (DirectoryModel.Create([2]), new Random(1));
        var world = new World(directory.Messages) { Settings = new TenantSettings { AutomaticSync = false } };
        world.Settle(random);
        world.Send(SyncCommand(directory, world, force: false));
        world.DeliverNext();
        var synced = directory.Group;
        directory.Apply(3);
        world.Send(directory.Messages[^1]);
        world.Settle(random);

        Assert.Equal((UserState.OnHold, synced), (world.State, world.Account!.Access.Group));
        world.Send(SyncCommand(directory, world, force: false));
        world.Settle(random);
        Assert.Equal((UserState.InSync, directory.Group), (world.State, world.Account!.Access.Group));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public void Turning_automatic_sync_back_on_catches_up_with_the_directory() => Cases.Sample(
        (before, meanwhile, _, _, _, seed) =>
        {
            var random = new Random(seed);
            var directory = DirectoryModel.Create(before);
            var (follows, waits) = (new World(directory.Messages), new World(directory.Messages));
            follows.Settle(random);
            waits.Settle(random);
            waits.Settings = new TenantSettings { AutomaticSync = false };
            var known = directory.Messages.Count;
            foreach (var change in meanwhile)
                directory.Apply(change);
            foreach (var message in directory.Messages.Skip(known))
            {
                follows.Send(message);
                waits.Send(message);
            }

            var untouched = waits.Account;
            follows.Settle(random);
            waits.Settle(random);
            Assert.Equal(untouched, waits.Account);

            waits.Settings = new TenantSettings();
            waits.Wake();
            waits.Settle(random);
            Assert.Equal(StateOf(follows.Account), StateOf(waits.Account));
        },
        iter: RandomHistory.Count);

    private static Difference? Compare(DirectoryModel directory, World world, bool force) => directory.Now() is { } user
        ? AccountComparison.Compare(user, world.Snapshot, world.Settings, force)
        : world.Snapshot is { } account ? AccountComparison.CompareOrphan(account) : null;

    private static SyncUser SyncCommand(DirectoryModel directory, World world, bool force) => new()
    {
        Tenant = DirectoryModel.Tenant,
        User = DirectoryModel.User,
        Sync = Guid.NewGuid(),
        Directory = directory.Now(),
        HasAccount = world.Snapshot is not null,
        AccountGeneration = world.Snapshot?.Generation ?? 0,
        Force = force,
    };

    private static void AssertPredicted(Difference? predicted, AccountRecord? before, AccountRecord? after)
    {
        var (was, isNow) = (StateOf(before), StateOf(after));
        if (predicted is null)
        {
            Assert.Equal(was, isNow);
            return;
        }

        if (predicted.Kind == DifferenceKind.Create)
        {
            Assert.Null(was);
            Assert.NotNull(isNow);
        }
        else if (isNow is null)
        {
            Assert.Equal((DifferenceKind.Remove, null), (predicted.Kind, predicted.UserName));
        }
        else
        {
            var changed = AttributeMapping.Fields
                .Where(field => !Equals(field.InAccount(was!), field.InAccount(isNow)))
                .Select(field => field.Name)
                .ToList();
            if (was!.Active != isNow.Active)
                changed.Add(AttributeMapping.Active);
            if (was.AccessGroup != isNow.AccessGroup)
                changed.Add(AccountComparison.AccessGroup);
            Assert.Equal(changed.Order(), predicted.Fields.Order());
        }
    }

    private static AccountState? StateOf(AccountRecord? account) => account is null or { Removed: true } ? null : account.State();

    /// <summary>The account after manual edits, after a loss, or restored from a backup.</summary>
    private static AccountRecord? Damage(AccountRecord? account, int kind) => account is null or { Removed: true } ? account : kind switch
    {
        1 => account with { Attributes = account.Attributes with { FirstName = "By hand" } },
        2 => account with { Active = !account.Active },
        3 => account with { Attributes = account.Attributes with { TimeZone = "Europe/Berlin" }, Active = false },
        4 => null,
        5 => account with { Access = AccountAccess.None with { Generation = account.Access.Generation } },
        6 => account with { Access = account.Access with { Group = DirectoryModel.Groups[2], Generation = account.Access.Generation + 5 } },
        _ => account,
    };

    private static IReadOnlyList<GroupId>? SyncedGroups(int choice) => choice switch
    {
        < 4 => null,
        < 7 => [DirectoryModel.Groups[0]],
        7 => [DirectoryModel.Groups[0], DirectoryModel.Groups[1]],
        8 => DirectoryModel.Groups,
        _ => [],
    };
}
