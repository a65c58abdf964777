using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>A user's saga, step by step: each call hands the saga one message. Its commands wait until <see cref="Answer"/>.</summary>
internal sealed class Scene
{
    /// <summary>Numbers of changes, see <see cref="DirectoryModel.Apply"/>.</summary>
    private const int Renamed = 0, Flipped = 1, JoinedA = 2, JoinedB = 3, Left = 5, Removed = 6;

    private readonly DirectoryModel _directory = DirectoryModel.Create([]);

    public World World { get; } = new([]);

    public static GroupId A => DirectoryModel.Groups[0];

    public static GroupId B => DirectoryModel.Groups[1];

    /// <summary>The first message about the user.</summary>
    public Scene Create() => Hand(_directory.Messages[0]);

    public Scene Rename() => Change(Renamed);

    public Scene Deactivate() => Change(Flipped);

    public Scene Reactivate() => Change(Flipped);

    public Scene JoinA() => Change(JoinedA);

    public Scene JoinB() => Change(JoinedB);

    public Scene Leave() => Change(Left);

    /// <summary>Deletes the user. What it means for the memberships is part of it.</summary>
    public Scene Delete()
    {
        _directory.Apply(Removed);
        return Hand(_directory.Messages[^2]);
    }

    /// <summary>Accounts carries out all commands, and answers.</summary>
    public Scene Answer()
    {
        World.Deliver();
        return this;
    }

    /// <summary>Accounts refuses the command.</summary>
    public Scene Refuse(bool mayPass = false) => Hand(new CommandRefused
    {
        Tenant = DirectoryModel.Tenant,
        User = DirectoryModel.User,
        Generation = World.Saga.Outstanding!.Generation,
        Reason = "refused",
        MayPass = mayPass,
    });

    public Scene Retry() => Hand(new RetryUser { Tenant = DirectoryModel.Tenant, User = DirectoryModel.User });

    /// <summary>A manual sync has found a difference.</summary>
    public Scene Sync() => Sync(_directory.Now());

    /// <summary>A manual sync has not found the user in the directory.</summary>
    public Scene SyncGone() => Sync(null);

    private Scene Sync(DirectoryUser? user) => Hand(new SyncUser
    {
        Tenant = DirectoryModel.Tenant,
        User = DirectoryModel.User,
        Sync = Guid.NewGuid(),
        Directory = user,
        HasAccount = World.Snapshot is not null,
        AccountGeneration = World.Snapshot?.Generation ?? 0,
    });

    public Scene SyncOff(params IReadOnlyList<GroupId> groups) => Configure(isOn: false, groups);

    public Scene SyncOn(params IReadOnlyList<GroupId> groups) => Configure(isOn: true, groups);

    /// <summary>The settings reach the saga, or a timer of it.</summary>
    public Scene Wake() => Hand(new UserTimeoutElapsed { Tenant = DirectoryModel.Tenant, User = DirectoryModel.User });

    private Scene Configure(bool isOn, IReadOnlyList<GroupId> groups)
    {
        World.Settings = new TenantSettings { AutomaticSync = isOn, GroupsToSync = groups.Count > 0 ? groups : null };
        return this;
    }

    private Scene Change(int change)
    {
        _directory.Apply(change);
        return Hand(_directory.Messages[^1]);
    }

    private Scene Hand(object message)
    {
        World.DeliverNow(message);
        return this;
    }
}
