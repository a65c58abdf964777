using System.Collections.Concurrent;
using System.Diagnostics;
using Scim.Bus.Contracts;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Tests;

/// <summary>PATCHes that wait for one group are stored in one write; each is answered, refused, versioned and traced by itself.</summary>
public sealed class GroupCommitTests(IngressHost host) : GroupCommitTest(host)
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Changes_that_wait_for_a_group_are_one_write_and_one_for_what_follows()
    {
        using var client = await Host.NewTenantAsync();
        var users = await UsersAsync(client, 12);
        var group = await client.Group("g");
        var before = await RevisionAsync(client, group);

        var patches = await TogetherAsync(client, group, [.. users.Select(user => TenantClient.AddMembers(user))]);

        Assert.Equal(before + 2, await RevisionAsync(client, group));
        Assert.Equal(users.Order(StringComparer.Ordinal), await client.Members(group));
        Assert.Equal(Enumerable.Range(2, users.Count).Select(version => (long)version), patches.Select(patch => patch.Result.Version));
        var changes = await client.Events<GroupMembershipChanged>(users.Count);
        Assert.Equal(
            users.Select((user, i) => $"{i + 2} {user}"),
            changes.OrderBy(change => change.Version).Select(change => $"{change.Version} {change.Added.Single().User}"));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_change_of_the_same_user_waits_for_the_one_before_it()
    {
        using var client = await Host.NewTenantAsync();
        var users = await UsersAsync(client, 3);
        var group = await client.Group("g");

        var patches = await TogetherAsync(
            client, group,
            TenantClient.AddMembers(users[0]), TenantClient.AddMembers(users[1]), TenantClient.RemoveMember(users[0]),
            TenantClient.AddMembers(users[1]), TenantClient.AddMembers(users[2]), """{"op":"replace","path":"members","value":[]}""",
            TenantClient.AddMembers(users[0]));

        Assert.Equal([2L, 3, 4, 4, 5, 6, 7], patches.Select(patch => patch.Result.Version));
        Assert.Equal([users[0]], await client.Members(group));
        var changes = await client.Events<GroupMembershipChanged>(6);
        Assert.Equal(
            ["2 1 0", "3 1 0", "4 0 1", "5 1 0", "6 0 2", "7 1 0"],
            changes.OrderBy(change => change.Version).Select(change => $"{change.Version} {change.Added.Count} {change.Removed.Count}"));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_change_that_is_refused_or_given_up_leaves_the_others_alone()
    {
        using var client = await Host.NewTenantAsync();
        var users = await UsersAsync(client, 3);
        await client.Group("taken");
        var group = await client.Group("g");
        using var givenUp = new CancellationTokenSource();

        var release = await HoldAsync(client, group);
        var first = PatchAsync(client, group, TenantClient.AddMembers(users[0]));
        var unknown = PatchAsync(client, group, TenantClient.AddMembers($"{Guid.NewGuid()}"));
        var gone = PatchAsync(client, group, TenantClient.AddMembers(users[1]), givenUp.Token);
        var taken = PatchAsync(client, group, """{"op":"replace","path":"displayName","value":"taken"}""");
        var renamed = PatchAsync(client, group, """{"op":"replace","path":"displayName","value":"other"}""");
        var last = PatchAsync(client, group, TenantClient.AddMembers(users[2]));
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        release();

        Assert.Equal(400, (await Assert.ThrowsAsync<ScimException>(() => unknown)).Status);
        Assert.Equal(409, (await Assert.ThrowsAsync<ScimException>(() => taken)).Status);
        Assert.Equal([2L, 3, 4], (await Task.WhenAll(first, renamed, last)).Select(changed => changed.Version));
        Assert.Equal("other", (await client.Get($"Groups/{group}")).Expect(200).Body["displayName"]!.GetValue<string>());
        Assert.Equal(new[] { users[0], users[2] }.Order(StringComparer.Ordinal), await client.Members(group));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_is_not_refused_for_the_name_that_another_gives_the_group()
    {
        using var client = await Host.NewTenantAsync();
        var users = await UsersAsync(client, 1);
        await client.Group("taken");
        var group = await client.Group("g", users[0]);

        var release = await HoldAsync(client, group);
        var again = PatchAsync(client, group, TenantClient.AddMembers(users[0]));
        var taken = PatchAsync(client, group, """{"op":"replace","path":"displayName","value":"taken"}""");
        release();

        Assert.Equal(1, (await again).Version);
        Assert.Equal(409, (await Assert.ThrowsAsync<ScimException>(() => taken)).Status);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Another_tenants_change_of_the_same_id_is_not_stored_with_them()
    {
        using var client = await Host.NewTenantAsync();
        using var other = await Host.NewTenantAsync();
        var users = await UsersAsync(client, 2);
        var group = await client.Group("g");

        var release = await HoldAsync(client, group);
        var first = PatchAsync(client, group, TenantClient.AddMembers(users[0]));
        var foreign = PatchAsync(other, group, """{"op":"replace","path":"displayName","value":"taken over"}""");
        var last = PatchAsync(client, group, TenantClient.AddMembers(users[1]));
        release();

        Assert.Equal(404, (await Assert.ThrowsAsync<ScimException>(() => foreign)).Status);
        Assert.Equal([2L, 3], (await Task.WhenAll(first, last)).Select(changed => changed.Version));
        Assert.Equal("g", (await client.Get($"Groups/{group}")).Expect(200).Body["displayName"]!.GetValue<string>());
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Each_change_keeps_its_trace()
    {
        var sent = new ConcurrentQueue<Activity>();
        using var source = new ActivitySource(nameof(GroupCommitTests));
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = sent.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var client = await Host.NewTenantAsync();
        var users = await UsersAsync(client, 5);
        var group = await client.Group("g");
        var release = await HoldAsync(client, group);
        var patches = users.Select(TracedAsync).ToList();
        release();
        var traces = await Task.WhenAll(patches);

        Assert.Equal(users.Count, traces.Distinct().Count());
        await Eventually.Be(() => Assert.All(traces, trace => Assert.Single(
            sent,
            activity => activity.TraceId == trace && activity.Kind == ActivityKind.Producer
                && activity.DisplayName.Contains(nameof(GroupMembershipChanged), StringComparison.Ordinal))));

        async Task<ActivityTraceId> TracedAsync(string user)
        {
            using var activity = source.StartActivity("push", ActivityKind.Server, default(ActivityContext))!;
            await PatchAsync(client, group, TenantClient.AddMembers(user));
            return activity.TraceId;
        }
    }
}
