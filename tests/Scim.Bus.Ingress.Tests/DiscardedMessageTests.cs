using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Tests;

/// <summary>
/// I2: who discards a message that can't be published sends the present state instead, so subscribers know all that they would have known.
/// </summary>
public sealed class DiscardedMessageTests(IngressHost host) : IClassFixture<IngressHost>
{
    private const string UnknownType = "Scim.Bus.Contracts.OfAnotherVersion";

    [Theory]
    [InlineData("active")]
    [InlineData("inactive")]
    [InlineData("deleted")]
    [Trait("Takes", "Seconds")]
    public async Task For_a_message_about_a_user_the_profile_is_published(string state)
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("ann@acme.example");
        if (state == "inactive")
            (await client.Patch($"Users/{user}", """{"op":"replace","path":"active","value":false}""")).Expect(200);
        else if (state == "deleted")
            (await client.Delete($"Users/{user}")).Expect(204);
        var before = (await client.AllEvents()).Count;
        var error = await SetAsideAsync<UserRecord>(client, user, "{}");

        Assert.Equal(HttpStatusCode.NoContent, await DiscardAsync(error));

        await Eventually.Be(async () => Assert.Equal(before + 1, (await client.AllEvents()).Count));
        var version = (await Users.GetAsync(client.Tenant, user, default))!.Body.Version;
        if (state == "active")
            Assert.Equal(version, Assert.IsType<UserProvisioned>((await client.AllEvents())[^1]).Version);
        else
            Assert.Equal((version, Reason(state)), VersionAndReason((await client.AllEvents())[^1]));
        Assert.Empty(await ErrorsAsync(client));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Takes", "Seconds")]
    public async Task For_a_message_about_a_user_in_groups_the_present_memberships_are_published_to_the_users_saga(bool isConflict)
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("ann@acme.example");
        var effective = await client.Group("g", user);
        if (isConflict)
            effective = await client.Group("h", user);
        var version = (await Users.GetAsync(client.Tenant, user, default))!.Body.Version;
        await client.AllEvents();
        var error = await SetAsideAsync<UserRecord>(client, user, "{}");
        host.Published.Clear();

        Assert.Equal(HttpStatusCode.NoContent, await DiscardAsync(error));

        var assignment = Assert.Single(await client.Events<AssignmentChanged>()).Assignment;
        Assert.Equal((version, effective), (assignment.Version, assignment.EffectiveGroup.ToString()));
        Assert.Single(await client.Events<UserProvisioned>());
        if (isConflict)
            Assert.Single(await client.Events<AccessGroupConflictDetected>());
        else
            Assert.Single(await client.Events<AccessGroupConflictResolved>());
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task For_a_message_about_members_the_present_memberships_of_those_that_it_names_are_published()
    {
        using var client = await host.NewTenantAsync();
        var (stays, left, gone) = (await client.User("a"), await client.User("b"), await client.User("c"));
        var group = await client.Group("g", stays, left, gone);
        (await client.Patch($"Groups/{group}", TenantClient.RemoveMember(left))).Expect(200);
        (await client.Delete($"Users/{gone}")).Expect(204);
        await client.AllEvents();
        var error = await SetAsideAsync<GroupRecord>(
            client, group, $$"""{"joined": [{"user": "{{stays}}"}, {"user": "{{left}}", "x": 1}], "others": {"user": "{{gone}}" } }""");
        host.Published.Clear();

        Assert.Equal(HttpStatusCode.NoContent, await DiscardAsync(error));

        var memberships = Assert.Single(await client.Events<GroupMembershipChanged>());
        Assert.Equal(stays, Assert.Single(memberships.Added).User.ToString());
        Assert.Equal(group, memberships.Added[0].EffectiveGroup.ToString());
        Assert.Equal(
            new[] { left, gone }.Order(StringComparer.Ordinal),
            memberships.Removed.Select(member => member.User.ToString()).Order(StringComparer.Ordinal));
        Assert.All(memberships.Removed, member => Assert.Null(member.EffectiveGroup));
        Assert.Equal(group, Assert.Single(await client.Events<GroupProvisioned>()).Group.ToString());
    }

    [Fact]
    public async Task What_nothing_can_stand_in_for_is_discarded_only_by_force()
    {
        using var client = await host.NewTenantAsync();
        var group = await client.Group("g");
        var error = await SetAsideAsync<GroupRecord>(client, group, """{"nobody": []}""");

        Assert.Equal(HttpStatusCode.Conflict, await DiscardAsync(error));
        Assert.Single(await ErrorsAsync(client));
        Assert.Equal(HttpStatusCode.NoContent, await DiscardAsync($"{error}?force=true"));
        Assert.Empty(await ErrorsAsync(client));
    }

    [Fact]
    public async Task A_retry_in_vain_counts_and_answers_why()
    {
        using var client = await host.NewTenantAsync();
        var error = await SetAsideAsync<UserRecord>(client, await client.User("a"), "{}");
        using var admin = host.Admin();
        using var answer = await admin.PostAsync(new Uri($"/api/errors/{error}/retry", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Unknown message type", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var listed = Assert.Single(await ErrorsAsync(client));
        Assert.Equal(2, listed["attempts"]!.GetValue<int>());
        Assert.Equal("outbox:ingress-users", listed["queue"]!.GetValue<string>());
        Assert.Equal("OfAnotherVersion", listed["messageType"]!.GetValue<string>());
    }

    private IDocumentCollection<UserRecord> Users => host.Services.GetRequiredService<IDocumentCollection<UserRecord>>();

    private static DeprovisioningReason Reason(string state) =>
        state == "deleted" ? DeprovisioningReason.Deleted : DeprovisioningReason.Deactivated;

    private static (long, DeprovisioningReason) VersionAndReason(object message) =>
        message is UserDeprovisioned { Version: var version, Reason: var reason } ? (version, reason) : default;

    /// <summary>Puts a message of an unknown type into a document's outbox, and waits until it is set aside.</summary>
    /// <returns>The id of the error.</returns>
    private async Task<string> SetAsideAsync<T>(TenantClient client, string id, string body)
        where T : class, IHasOutbox<T>
    {
        var message = new PendingMessage
        {
            MessageId = Guid.NewGuid(),
            Type = UnknownType,
            Body = JsonSerializer.Deserialize<JsonElement>(body),
            At = DateTimeOffset.UtcNow,
        };
        await host.Services.GetRequiredService<Outbox<T>>().ChangeAsync(
            client.Tenant,
            id,
            document => document with { Body = document.Body.WithPending([.. document.Body.Pending, message]) },
            default);
        await Eventually.Be(async () => Assert.Single(await ErrorsAsync(client)));
        return Assert.Single(await ErrorsAsync(client))["id"]!.GetValue<string>();
    }

    private async Task<IReadOnlyList<JsonNode>> ErrorsAsync(TenantClient client)
    {
        using var admin = host.Admin();
        var filter = Uri.EscapeDataString($"tenant eq \"{client.Tenant}\"");
        var page = JsonNode.Parse(await admin.GetStringAsync(new Uri($"/api/errors?filter={filter}", UriKind.Relative)))!;
        return [.. page["items"]!.AsArray()!];
    }

    private async Task<HttpStatusCode> DiscardAsync(string error)
    {
        using var admin = host.Admin();
        using var answer = await admin.DeleteAsync(new Uri($"/api/errors/{error}", UriKind.Relative));
        return answer.StatusCode;
    }
}
