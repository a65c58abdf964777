using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.AccessGroups.Tests;

/// <summary>Accounts joins a user's Access Group with the group's settings, whichever comes last.</summary>
public sealed class AccessJoinTests : IAsyncLifetime
{
    private static readonly GroupId Sales = new(Guid.NewGuid());
    private static readonly GroupId Finance = new(Guid.NewGuid());

    private readonly UserId _user = new(Guid.CreateVersion7());

    private AccessHost _host = null!;

    public async Task InitializeAsync() => _host = await AccessHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Settings_that_come_after_the_members_are_given_to_them()
    {
        await _host.PublishAsync(Command(1, Sales));
        var before = (await _host.AccountAsync(_user))!.Access;
        Assert.Equal((Sales, null, 0, 0), (before.Group, before.DisplayName, before.GroupVersion, before.Permissions.Count));

        await _host.PublishAsync(Group(Sales, "Sales"));
        // Members skip settings that newer ones have replaced by the time that it is their turn.
        await Eventually.Be(() => Assert.Equal([(1, 0), (1, 1)], Applied()));
        await _host.ConfigureAsync(Sales, "jobs.view");
        await HasAsync(Sales, "jobs.view");
        Assert.Equal("Sales", (await _host.AccountAsync(_user))!.Access.DisplayName);
        await Eventually.Be(() => Assert.Equal([(1, 0), (1, 1), (1, 2)], Applied()));
    }

    [Fact]
    public async Task A_lost_copy_of_the_settings_is_asked_for()
    {
        await _host.PublishAsync(Group(Sales, "Sales"));
        await _host.ConfigureAsync(Sales, "jobs.view");
        await Eventually.Be(async () => Assert.Equal(2, (await _host.CopyAsync(Sales))?.Body.Version));
        await Eventually.Be(async () => Assert.True(await _host.Copies.DeleteAsync((await _host.CopyAsync(Sales))!, default)));

        await _host.PublishAsync(Command(1, Sales));
        await HasAsync(Sales, "jobs.view");
    }

    [Fact]
    public async Task Older_settings_that_arrive_late_change_nothing()
    {
        await _host.PublishAsync(Command(1, Sales));
        await _host.PublishAsync(Settings(Sales, version: 3, "jobs.edit"));
        await HasAsync(Sales, "jobs.edit");
        await _host.PublishAsync(Settings(Sales, version: 2, "jobs.view"));
        await HasAsync(Sales, "jobs.edit");
        Assert.Equal(3, (await _host.CopyAsync(Sales))!.Body.Version);
    }

    [Fact]
    public async Task A_move_takes_all_of_the_new_group_and_nothing_of_the_old()
    {
        await _host.PublishAsync(Settings(Sales, version: 1, "jobs.view"));
        await _host.PublishAsync(Settings(Finance, version: 1, "offers.view"));
        await _host.PublishAsync(Command(1, Sales));
        await _host.PublishAsync(Command(2, Finance));
        await HasAsync(Finance, "offers.view");
        // A repeated command and a late one.
        await _host.PublishAsync(Command(2, Finance));
        await _host.PublishAsync(Command(1, Sales));
        await HasAsync(Finance, "offers.view");
        await Eventually.Be(() => Assert.Equal([(1, 1), (2, 1)], Applied()));
    }

    [Fact]
    public async Task A_refused_account_changes_its_access_and_no_late_command_changes_it_back()
    {
        await _host.PublishAsync(Settings(Sales, version: 1, "jobs.view"));
        await _host.PublishAsync(Command(1, null, email: "kim@acme.example") with { User = new UserId(Guid.CreateVersion7()) });
        await _host.PublishAsync(Command(1, Finance));
        // Takes the other account's address: refused, but for the access.
        await _host.PublishAsync(Command(3, Sales, email: "kim@acme.example"));
        await HasAsync(Sales, "jobs.view");
        await Eventually.Be(() => Assert.Single(_host.Heard.OfType<CommandRefused>()));
        var refusal = _host.Heard.OfType<CommandRefused>().Single();
        Assert.Equal((3, true, true, "group"), (refusal.Generation, refusal.MayPass, refusal.AccessApplied, refusal.AccessGroupName));

        await _host.PublishAsync(Command(2, Finance, email: "kim@acme.example") with { Active = false });
        await HasAsync(Sales, "jobs.view");
        var account = (await _host.AccountAsync(_user))!;
        Assert.Equal((true, "ann@acme.example", 1), (account.Active, account.Attributes.WorkEmail, account.Provisioned.Generation));
    }

    [Fact]
    public async Task A_removed_account_has_no_access_and_tells_so()
    {
        await _host.PublishAsync(Settings(Sales, version: 1, "jobs.view"));
        await _host.PublishAsync(Command(1, Sales));
        await _host.PublishAsync(Command(2, null) with { Exists = false, Active = false });
        Assert.True((await _host.AccountAsync(_user))!.Removed);
        await Eventually.Be(() => Assert.Equal([(1, 1), (2, 0)], Applied()));
        Assert.Null(_host.Heard.OfType<AccessGroupApplied>().Last().Group);
    }

    private Task HasAsync(GroupId group, params string[] permissions) => Eventually.Be(async () =>
    {
        var access = (await _host.AccountAsync(_user))!.Access;
        Assert.Equal(group, access.Group);
        Assert.Equal(permissions, access.Permissions);
    });

    /// <summary>Generation and group version of what subscribers were told, without repetitions.</summary>
    private IEnumerable<(long Generation, long GroupVersion)> Applied() => _host.Heard.OfType<AccessGroupApplied>()
        .Select(applied => (applied.Generation, applied.GroupVersion))
        .Distinct()
        .Order();

    private ApplyAccount Command(long generation, GroupId? group, string email = "ann@acme.example") => new()
    {
        Tenant = AccessHost.Tenant,
        User = _user,
        Generation = generation,
        Exists = true,
        Active = true,
        Group = group,
        Profile = new UserProfile { UserName = email, WorkEmail = email },
        ProfileVersion = generation,
        ChangedAt = new Dictionary<string, long> { ["userName"] = generation, ["workEmail"] = generation },
    };

    private static GroupProvisioned Group(GroupId group, string name) =>
        new() { Tenant = AccessHost.Tenant, Group = group, Version = 1, DisplayName = name, OccurredAt = DateTimeOffset.UnixEpoch };

    private static AccessGroupSettingsChanged Settings(GroupId group, long version, params string[] permissions) => new()
    {
        Tenant = AccessHost.Tenant,
        Group = group,
        Version = version,
        DisplayName = "group",
        Permissions = permissions,
        Visibilities = [],
        Notifications = [],
    };
}
