using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Many concurrent clients of one user and one group: no change is lost, no request fails, and versions only grow.</summary>
public sealed class ConcurrencyTests(IngressHost host) : IClassFixture<IngressHost>
{
    private const int Clients = 64;
    private const int Rounds = 4;

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Sixty_four_clients_of_one_user_and_one_group_lose_no_change()
    {
        using var setup = await host.NewTenantAsync();
        var (user, group) = (await setup.User("shared"), await setup.Group("shared"));
        var members = await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => setup.User($"u{i}")));

        var seen = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async i =>
        {
            using var client = new TenantClient(host, setup.Tenant, setup.Token);
            var (userTags, groupTags) = (new List<long>(), new List<long>());
            for (var round = 0; round < Rounds; round++)
            {
                var add = $$"""{"op":"add","path":"emails","value":[{"value":"{{i}}-{{round}}@x","type":"other"}]}""";
                userTags.Add(Version((await client.Patch($"Users/{user}", add)).Expect(200)));
                var change = round % 2 == 0 ? TenantClient.AddMembers(members[i]) : TenantClient.RemoveMember(members[i]);
                groupTags.Add(Version((await client.Patch($"Groups/{group}", change)).Expect(200)));
                userTags.Add(Version((await client.Get($"Users/{user}")).Expect(200)));
                groupTags.Add(Version((await client.Get($"Groups/{group}?excludedAttributes=members")).Expect(200)));
            }

            groupTags.Add(Version((await client.Patch($"Groups/{group}", TenantClient.AddMembers(members[i]))).Expect(200)));
            return (userTags, groupTags);
        }));

        Assert.All(seen, tags => AssertGrows(tags.userTags));
        Assert.All(seen, tags => AssertGrows(tags.groupTags));
        // Each change has its own version.
        Assert.Equal(Clients * Rounds, seen.SelectMany(tags => tags.userTags.Where((_, i) => i % 2 == 0)).Distinct().Count());
        Assert.Equal(Clients * (Rounds + 1), seen.SelectMany(tags => tags.groupTags.Where((_, i) => i % 2 == 0)).Distinct().Count());

        var after = await setup.Get($"Users/{user}");
        var addresses = Enumerable.Range(0, Clients).SelectMany(i => Enumerable.Range(0, Rounds).Select(round => $"{i}-{round}@x"));
        Assert.Equal((Clients * Rounds) + 1, Version(after));
        Assert.Equal(
            addresses.Order(StringComparer.Ordinal),
            after.Body["emails"]!.AsArray().Select(email => email!["value"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(members.Order(StringComparer.Ordinal), await setup.Members(group));
        Assert.Equal((Clients * (Rounds + 1)) + 1, Version(await setup.Get($"Groups/{group}")));

        // The latest event of each member says that it is in the group.
        var published = (await setup.Events<GroupMembershipChanged>(Clients * (Rounds + 1)))
            .SelectMany(message => message.Added.Concat(message.Removed));
        Assert.All(
            published.GroupBy(member => member.User),
            ofMember => Assert.Equal(group, ofMember.MaxBy(member => member.Version)!.EffectiveGroup.ToString()));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Retrying_with_entity_tags_loses_no_change()
    {
        using var setup = await host.NewTenantAsync();
        var user = await setup.User("counter", "\"title\":\"0\"");
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            using var client = new TenantClient(host, setup.Tenant, setup.Token);
            while (true)
            {
                var read = (await client.Get($"Users/{user}")).Expect(200);
                var next = int.Parse(read.Body["title"]!.GetValue<string>(), null) + 1;
                var answer = await client.Put(
                    $"Users/{user}", TenantClient.UserBody("counter", $"\"title\":\"{next}\""), ("If-Match", read.ETag!));
                if (answer.Status == 200)
                    return;
                answer.Refused(412);
            }
        }));
        var end = await setup.Get($"Users/{user}");
        Assert.Equal(("16", 17), (end.Body["title"]!.GetValue<string>(), Version(end)));
    }

    private static long Version(Response answer) => long.Parse(answer.ETag!.Trim('"'), null);

    /// <summary>
    /// Even entries are changes, which must return a newer version than any before; odd ones are reads, which must not return an older one.
    /// </summary>
    private static void AssertGrows(List<long> tags)
    {
        for (var i = 1; i < tags.Count; i++)
            Assert.True(i % 2 == 0 ? tags[i] > tags[i - 1] : tags[i] >= tags[i - 1], string.Join(' ', tags));
    }
}
