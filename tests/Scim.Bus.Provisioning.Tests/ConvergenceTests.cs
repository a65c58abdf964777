using CsCheck;
using Scim.Bus.Contracts;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>I3 and I5: whatever the order, repetition and delay of messages, the account ends as the directory says.</summary>
public sealed class ConvergenceTests
{
    private static readonly Gen<(int[] Changes, int[] Chances, int Seed)> Histories =
        Gen.Select(Gen.Int[0, 6].Array[0, 12], Gen.Int[0, 1_000_000].Array[0, 80], Gen.Int);

    /// <summary>Whatever a tenant chooses of how moves are taken.</summary>
    private static readonly Gen<TenantSettings> Settings = Gen.Select(
        Gen.Bool, Gen.OneOf<int?>(null, 0, 10, 3600), (keeps, grace) => new TenantSettings { KeepAccessDuringGrace = keeps, RemovalGraceSeconds = grace });

    [Fact]
    public void I3_any_order_repetition_or_delay_ends_in_the_directorys_state() => Gen.Select(Histories, Settings).Sample(
        (history, settings) =>
        {
            var (changes, chances, seed) = history;
            var directory = DirectoryModel.Of(changes);
            var world = new World(directory.Messages) { Settings = settings };
            foreach (var chance in chances)
                world.Step(chance);
            world.Settle(new Random(seed));
            Assert.Equal(directory.Group, world.Member);

            if (directory.Deleted)
            {
                Assert.Equal(Course.Deprovisioned, world.Course);
                Assert.True(world.Account is null or { Removed: true });
                return;
            }

            Assert.Equal(Course.InSync, world.Course);
            Assert.Equal((directory.GivenName, directory.Active), (world.Account!.Attributes.FirstName, world.Account.Active));
            Assert.Equal(directory.Group, world.Account.Access.Group);
            Assert.Equal(directory.Group is { } group ? [$"of-{group}"] : [], world.Account.Access.Permissions);
        },
        iter: 5_000);

    [Fact]
    public void An_account_that_can_not_be_made_what_is_wanted_keeps_nobody_in_nor_in_a_group() => Gen.Select(Histories, Settings).Sample(
        (history, settings) =>
        {
            var (changes, chances, seed) = history;
            var directory = DirectoryModel.Of([]);
            var world = new World(directory.Messages) { Settings = settings };
            var random = new Random(seed);
            world.Settle(random);
            world.RefusesAccounts = true;
            foreach (var change in changes)
                directory.Apply(change);
            foreach (var message in directory.Messages.Skip(1))
                world.Send(message);
            foreach (var chance in chances)
                world.Step(chance);
            world.Settle(random);

            if (directory.Deleted)
            {
                Assert.True(world.Account!.Removed);
                return;
            }

            Assert.True(directory.Active || !world.Account!.Active);
            Assert.Equal(directory.Group, world.Account!.Access.Group);
        },
        iter: 2_000);

    [Fact]
    public void Of_a_deleted_person_nothing_is_kept_but_ids_and_versions()
    {
        var directory = DirectoryModel.Of([0, 2, 6]);
        var world = new World(directory.Messages);
        world.Settle(new Random(1));
        Assert.Equal(Course.Deprovisioned, world.Course);
        Assert.Equal(new UserProfile { UserName = "" }, world.Saga.Profile!.Profile);
    }

    [Fact]
    public void I4_at_no_moment_does_an_account_have_a_mixture_of_groups() => Gen.Select(Histories, Settings).Sample(
        (history, settings) =>
        {
            var (changes, chances, seed) = history;
            var world = new World(DirectoryModel.Of(changes).Messages) { Settings = settings };
            foreach (var chance in chances)
                world.Step(chance);
            world.Settle(new Random(seed));
            Assert.All(world.Accesses, access => Assert.Equal(access.Group is { } group ? [$"of-{group}"] : [], access.Permissions));
        },
        iter: 1_000);

    [Fact]
    public void People_are_told_each_transition_once() => Gen.Select(Histories, Settings).Sample(
        (history, settings) =>
        {
            var (changes, chances, seed) = history;
            var world = new World(DirectoryModel.Of(changes).Messages) { Settings = settings };
            foreach (var chance in chances)
                world.Step(chance);
            world.Settle(new Random(seed));

            Assert.True(world.Told.Count(kind => kind == NotificationKind.Welcome) <= 1);
            // Nobody is let in twice without having lost their access in between.
            var ins = world.Told.Count(kind => kind is NotificationKind.Welcome or NotificationKind.Reactivated);
            var outs = world.Told.Count(kind => kind == NotificationKind.Removed);
            Assert.True(ins <= outs + 1);
        },
        iter: 1_000);
}
