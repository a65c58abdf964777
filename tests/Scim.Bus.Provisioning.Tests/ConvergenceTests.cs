using CsCheck;
using Scim.Bus.Contracts;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>I3, I4 and I5 as properties: whatever the order, repetition and delay of messages, the account follows the directory.</summary>
public sealed class ConvergenceTests
{
    private static readonly Gen<(int[] Changes, int[] Chances, int Seed)> Histories =
        Gen.Select(Gen.Int[0, 6].Array[0, 12], Gen.Int[0, 1_000_000].Array[0, 80], Gen.Int);

    /// <summary>All settings of the removal grace period.</summary>
    private static readonly Gen<TenantSettings> Settings = Gen.Select(
        Gen.Bool,
        Gen.OneOf<int?>(null, 0, 10, 3600),
        (keeps, grace) => new TenantSettings { KeepAccessDuringGrace = keeps, RemovalGraceSeconds = grace });

    [Fact]
    [Trait("Takes", "Seconds")]
    public void I3_any_order_repetition_or_delay_ends_in_the_directorys_state() => Gen.Select(Histories, Settings).Sample(
        (history, settings) =>
        {
            var (changes, chances, seed) = history;
            var directory = DirectoryModel.Create(changes);
            var world = new World(directory.Messages) { Settings = settings };
            foreach (var chance in chances)
                world.Step(chance);
            world.Settle(new Random(seed));
            Assert.Equal(directory.Group, world.AssignedGroup);

            if (directory.Deleted)
            {
                Assert.Equal(UserState.Deprovisioned, world.State);
                Assert.True(world.Account is null or { Removed: true });
                return;
            }

            Assert.Equal(UserState.InSync, world.State);
            Assert.Equal((directory.GivenName, directory.Active), (world.Account!.Attributes.FirstName, world.Account.Active));
            Assert.Equal(directory.Group, world.Account.Access.Group);
            Assert.Equal(directory.Group is { } group ? [$"of-{group}"] : [], world.Account.Access.Permissions);
        },
        iter: RandomHistory.Count);

    [Fact]
    [Trait("Takes", "Seconds")]
    public void A_refused_account_delays_neither_a_deactivation_nor_a_change_of_group() => Gen.Select(Histories, Settings).Sample(
        (history, settings) =>
        {
            var (changes, chances, seed) = history;
            var directory = DirectoryModel.Create([]);
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
        iter: RandomHistory.Count);

    [Fact]
    public void The_saga_of_a_deleted_user_keeps_ids_and_versions_only()
    {
        var directory = DirectoryModel.Create([0, 2, 6]);
        var world = new World(directory.Messages);
        world.Settle(new Random(1));
        Assert.Equal(UserState.Deprovisioned, world.State);
        Assert.Equal(new UserProfile { UserName = "" }, world.Saga.Profile!.Profile);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public void I4_at_no_moment_does_an_account_have_a_mixture_of_groups() => Gen.Select(Histories, Settings).Sample(
        (history, settings) =>
        {
            var (changes, chances, seed) = history;
            var world = new World(DirectoryModel.Create(changes).Messages) { Settings = settings };
            foreach (var chance in chances)
                world.Step(chance);
            world.Settle(new Random(seed));
            Assert.All(world.AccessHistory, access => Assert.Equal(access.Group is { } group ? [$"of-{group}"] : [], access.Permissions));
        },
        iter: RandomHistory.Count);

    [Fact]
    [Trait("Takes", "Seconds")]
    public void Each_loss_and_gain_of_access_is_mailed_once() => Gen.Select(Histories, Settings).Sample(
        (history, settings) =>
        {
            var (changes, chances, seed) = history;
            var world = new World(DirectoryModel.Create(changes).Messages) { Settings = settings };
            foreach (var chance in chances)
                world.Step(chance);
            world.Settle(new Random(seed));

            Assert.True(world.Mails.Count(kind => kind == NotificationKind.Welcome) <= 1);
            // Between two mails about gained access there is one about lost access.
            var gains = world.Mails.Count(kind => kind is NotificationKind.Welcome or NotificationKind.Reactivated);
            var losses = world.Mails.Count(kind => kind == NotificationKind.Removed);
            Assert.True(gains <= losses + 1);
        },
        iter: RandomHistory.Count);
}
