using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Users;

namespace Scim.Bus.Ingress.Tests;

/// <summary>
/// I1: a committed membership change is completed whichever process crashes, and a late intent never undoes a newer one.
/// </summary>
public sealed class MembershipCrashTests(IngressHost host) : IClassFixture<IngressHost>
{
    private IDocumentCollection<GroupRecord> Groups => host.Services.GetRequiredService<IDocumentCollection<GroupRecord>>();

    private MembershipIntentProcessor Processor => host.Services.GetRequiredService<MembershipIntentProcessor>();

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task The_next_reader_completes_a_committed_intent()
    {
        using var client = await host.NewTenantAsync();
        var (user, group) = (await client.User("a"), await client.Group("g"));
        await CommitIntentAsync(client, group, dueAt: DateTimeOffset.MaxValue, add: [user]);

        Assert.Equal([user], await client.Members(group));
        Assert.Equal(user, Assert.Single(await client.Events<GroupMembershipChanged>()).Added.Single().User.ToString());
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task The_sweeper_completes_a_committed_intent()
    {
        using var client = await host.NewTenantAsync();
        var (user, group) = (await client.User("a"), await client.Group("g"));
        await CommitIntentAsync(client, group, dueAt: DateTimeOffset.UnixEpoch, add: [user]);

        Assert.Equal(user, Assert.Single(await client.Events<GroupMembershipChanged>()).Added.Single().User.ToString());
        Assert.Equal(group, (await client.Get($"Users/{user}")).Body["groups"]![0]!["value"]!.GetValue<string>());
        Assert.Empty((await Groups.GetAsync(client.Tenant, group, default))!.Body.Intents);
    }

    [Fact]
    public async Task Several_committed_intents_are_completed_in_their_order()
    {
        using var client = await host.NewTenantAsync();
        var (first, second, group) = (await client.User("a"), await client.User("b"), await client.Group("g"));
        await CommitIntentAsync(client, group, dueAt: DateTimeOffset.MaxValue, add: [first]);
        await CommitIntentAsync(client, group, dueAt: DateTimeOffset.MaxValue, add: [second]);
        await CommitIntentAsync(client, group, dueAt: DateTimeOffset.MaxValue, add: [], remove: [first]);

        Assert.Equal([second], await client.Members(group));
        var changes = await client.Events<GroupMembershipChanged>(3);
        Assert.Equal(
            [$"2 +{first}", $"3 +{second}", $"4 -{first}"],
            changes.OrderBy(change => change.Version).Select(change =>
                $"{change.Version} {string.Concat(change.Added.Select(member => $"+{member.User}"))}"
                + string.Concat(change.Removed.Select(member => $"-{member.User}"))));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_late_intent_brings_no_removed_member_back()
    {
        using var client = await host.NewTenantAsync();
        var (user, group) = (await client.User("a"), await client.Group("g"));
        var stale = await CommitIntentAsync(client, group, dueAt: DateTimeOffset.MaxValue, add: [user]);
        Assert.Equal([user], await client.Members(group));
        (await client.Patch($"Groups/{group}", TenantClient.RemoveMember(user))).Expect(200);

        await Processor.AdvanceAsync(stale, default);

        Assert.Empty(await client.Members(group));
        Assert.Null((await client.Get($"Users/{user}")).Body["groups"]);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Completing_an_intent_twice_creates_the_same_messages_and_changes_nothing()
    {
        using var client = await host.NewTenantAsync();
        var (user, group) = (await client.User("a"), await client.Group("g"));
        var intent = await CommitIntentAsync(client, group, dueAt: DateTimeOffset.MaxValue, add: [user]);

        var first = await Processor.AdvanceAsync(intent, default);
        var tag = (await client.Get($"Users/{user}")).ETag;
        var second = await Processor.AdvanceAsync(intent, default);

        Assert.Equal(tag, (await client.Get($"Users/{user}")).ETag);
        Assert.Equal(
            first.Pending.Select(message => (message.MessageId, message.Body.GetRawText())),
            second.Pending.Select(message => (message.MessageId, message.Body.GetRawText())));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_group_deletion_that_stops_half_way_loses_no_members_event()
    {
        using var client = await host.NewTenantAsync();
        var users = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => client.User($"u{i}")));
        var group = await client.Group("g", users);
        await client.AllEvents();
        var document = (await Groups.GetAsync(client.Tenant, group, default))!;
        // The state after a crash between applying the first page of the removal and storing that.
        var deleted = document.Body.Delete(DateTimeOffset.UtcNow);
        var paged = await Processor.AdvanceAsync(deleted, default);
        await Processor.AdvanceAsync(paged, default);
        var crashed = document with { Body = paged with { Pending = [] }, Tombstone = true, DueAt = DateTimeOffset.UnixEpoch };
        Assert.Equal(WriteOutcome.Done, (await Groups.ReplaceAsync(crashed, default)).Outcome);

        await Eventually.Be(async () => Assert.Empty((await Groups.GetAsync(client.Tenant, group, default))!.Body.Intents));
        var removed = (await client.Events<GroupMembershipChanged>(2)).SelectMany(message => message.Removed)
            .Select(member => member.User.ToString())
            .Distinct();
        Assert.Equal(users.Order(), removed.Order());
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task The_sweeper_removes_a_deleted_user_from_its_groups()
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("a");
        var group = await client.Group("g", user);
        var users = host.Services.GetRequiredService<IDocumentCollection<UserRecord>>();
        await client.AllEvents();
        var document = (await users.GetAsync(client.Tenant, user, default))!;
        var deleted = document.Body.Delete(DateTimeOffset.UtcNow, nextDueAt: DateTimeOffset.UnixEpoch) with { Pending = [] };
        var crashed = document with { Body = deleted, Tombstone = true, DueAt = DateTimeOffset.UnixEpoch };
        Assert.Equal(WriteOutcome.Done, (await users.ReplaceAsync(crashed, default)).Outcome);

        await Eventually.Be(async () => Assert.Equal("\"2\"", (await client.Get($"Groups/{group}")).ETag));
        var removal = (await client.Events<GroupMembershipChanged>(2)).Single(message => message.Removed.Count > 0);
        Assert.Equal(user, removal.Removed.Single().User.ToString());
    }

    /// <summary>Stores the commit of a PATCH and nothing that follows, as if the process had crashed there.</summary>
    private async Task<GroupRecord> CommitIntentAsync(
        TenantClient client, string group, DateTimeOffset dueAt, IReadOnlyList<string> add, IReadOnlyList<string>? remove = null)
    {
        await client.AllEvents();
        var document = (await Groups.GetAsync(client.Tenant, group, default))!;
        var diff = new MembershipDiff(Ids(add), Ids(remove ?? []), 0);
        var committed = document.Body.With(document.Body.Resource, diff, DateTimeOffset.UtcNow);
        var crashed = document with { Body = committed, DueAt = dueAt == DateTimeOffset.MaxValue ? null : dueAt };
        var result = await Groups.ReplaceAsync(crashed, default);
        Assert.Equal(WriteOutcome.Done, result.Outcome);
        return committed;
    }

    private static IReadOnlyList<UserId> Ids(IReadOnlyList<string> users) => [.. users.Select(user => UserId.Parse(user, null))];
}
