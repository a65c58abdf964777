using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Testing;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>A user's random history, with refusals, retries, changed settings and syncs.</summary>
internal static class RandomHistory
{
    /// <summary>Number of histories that each property is tried on.</summary>
    public static int Count { get; } = TestSize.Choose("SCIMBUS_HISTORIES", ordinary: 500, full: 10_000);

    /// <summary>Plays a history. Returns the saga's transitions.</summary>
    public static HashSet<Transition> Play(Random random)
    {
        var directory = DirectoryModel.Create(Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(7)));
        var world = new World(directory.Messages);
        for (var i = 0; i < 60; i++)
        {
            if (random.Next(8) == 0)
                Disturb(world, directory, random);
            world.Step(random.Next(1_000_000));
        }

        return world.Transitions;
    }

    private static void Disturb(World world, DirectoryModel directory, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                world.Send(new CommandRefused
                {
                    Tenant = DirectoryModel.Tenant,
                    User = DirectoryModel.User,
                    Generation = world.Saga.Desired.Generation,
                    MayPass = random.Next(2) == 0,
                    Reason = "refused",
                });
                break;
            case 1:
                world.Send(new RetryUser { Tenant = DirectoryModel.Tenant, User = DirectoryModel.User });
                break;
            case 2:
                world.Settings = new TenantSettings
                {
                    AutomaticSync = random.Next(2) == 0,
                    GroupsToSync = random.Next(2) == 0 ? null : [DirectoryModel.Groups[random.Next(3)]],
                };
                world.Wake();
                break;
            default:
                world.Send(new SyncUser
                {
                    Tenant = DirectoryModel.Tenant,
                    User = DirectoryModel.User,
                    Sync = Guid.Empty,
                    Directory = directory.Now(),
                    HasAccount = world.Snapshot is not null,
                    AccountGeneration = world.Snapshot?.Generation ?? 0,
                });
                break;
        }
    }
}
