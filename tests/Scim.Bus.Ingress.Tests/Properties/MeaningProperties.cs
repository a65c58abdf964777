using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Tests.Fuzz;
using Xunit.Abstractions;

namespace Scim.Bus.Ingress.Tests.Properties;

/// <summary>
/// No accepted request makes anybody active, inactive, a member of something or a member of nothing, unless it says so in words of the
/// schema (<see cref="Words"/>). A refused one changes nothing. In every dialect, by PUT, PATCH and Bulk.
/// </summary>
public sealed class MeaningProperties(IngressHost host, ITestOutputHelper output) : IClassFixture<IngressHost>
{
    private static readonly int Pushes = TestSize.Choose("SCIM_MEANING_PUSHES", ordinary: 600, full: 20_000);

    [Theory]
    [InlineData("other", "")]
    [InlineData("other", ""","lenient":true""")]
    [InlineData("okta", "")]
    [InlineData("entra", "")]
    [InlineData("onelogin", "")]
    [Trait("Takes", "Seconds")]
    public async Task A_push_does_to_people_and_groups_only_what_it_says(string provider, string settings)
    {
        var variable = Environment.GetEnvironmentVariable("SCIM_FUZZ_SEED");
        var seed = int.TryParse(variable, CultureInfo.InvariantCulture, out var given) ? given : 20261126;
        output.WriteLine($"SCIM_FUZZ_SEED={seed} SCIM_MEANING_PUSHES={Pushes}");
        using var client = await host.NewTenantAsync(provider, settings);
        string[] users = [await client.User("u0"), await client.User("u1", "\"active\":false"), await client.User("u2")];
        string[] groups = [await client.Group("g0", users), await client.Group("g1", users[0])];
        var (accepted, changes) = (0, 0);
        var before = await ReadAsync(client, users);
        for (var i = 0; i < Pushes; i++)
        {
            var random = new Mutator(unchecked((seed * 1_000_003) + i));
            var push = RandomPush.Next(random, users, groups);
            var status = await SendAsync(client, push, inBulk: random.Chance(10));
            var after = await ReadAsync(client, users);
            var id = push.Path[(push.Path.IndexOf('/', StringComparison.Ordinal) + 1)..];
            var problem = status < 300
                ? Unsaid(Words.Of(push.Method, push.Body), id, before, after)
                : before.Equals(after) ? null : "it was refused and changed something";
            Assert.True(problem is null, $"Push {i} ({status}): {problem}: {push.Method} {push.Path} {push.Body.ToJsonString()}");
            accepted += status < 300 ? 1 : 0;
            changes += before.Equals(after) ? 0 : 1;
            before = after;
        }

        output.WriteLine($"{accepted} accepted, {changes} changed who is active or a member");
        // Otherwise the property would test little.
        Assert.True(accepted > Pushes / 10 && changes > Pushes / 20, $"{accepted} accepted, {changes} changes");
    }

    /// <summary>What the request did and did not say; null if there is nothing.</summary>
    private static string? Unsaid(Words words, string id, State before, State after)
    {
        foreach (var user in after.Active.Except(before.Active))
        {
            if (user != id || !words.LetsIn)
                return $"{user} became active";
        }

        foreach (var user in before.Active.Except(after.Active))
        {
            if (user != id || !words.LetsOut)
                return $"{user} became inactive";
        }

        foreach (var (user, group) in after.Members.Except(before.Members))
        {
            if (group != id || !words.Adds.Contains(user))
                return $"{user} joined {group}";
        }

        foreach (var (user, group) in before.Members.Except(after.Members))
        {
            if (group != id || !(words.RemovesAny || words.Replaces || words.Removes.Contains(user)))
                return $"{user} left {group}";
        }

        return null;
    }

    private static async Task<int> SendAsync(TenantClient client, RandomPush push, bool inBulk)
    {
        if (!inBulk)
            return (await client.Send(new HttpMethod(push.Method), push.Path, push.Body.ToJsonString())).Status;
        var bulk = new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:BulkRequest"),
            ["Operations"] = new JsonArray(
                new JsonObject { ["method"] = push.Method, ["path"] = $"/{push.Path}", ["data"] = push.Body.DeepClone() }),
        };
        var result = (await client.Post("Bulk", bulk.ToJsonString())).Expect(200).Body["Operations"]![0]!;
        return int.Parse(result["status"]!.GetValue<string>(), CultureInfo.InvariantCulture);
    }

    private async Task<State> ReadAsync(TenantClient client, string[] users)
    {
        var collection = host.Services.GetRequiredService<IDocumentCollection<UserRecord>>();
        var records = (await collection.GetManyAsync(client.Tenant, users, default)).Select(document => document.Body).ToList();
        return new State(
            [.. records.Where(user => user.Active).Select(user => $"{user.Id}")],
            [.. records.SelectMany(user => user.Memberships.Where(m => m.IsActive).Select(m => ($"{user.Id}", $"{m.Group}")))]);
    }

    /// <summary>Who is active, and who is a member of what.</summary>
    private sealed record State(HashSet<string> Active, HashSet<(string User, string Group)> Members)
    {
        public bool Equals(State? other) => other is not null && Active.SetEquals(other.Active) && Members.SetEquals(other.Members);

        public override int GetHashCode() => HashCode.Combine(Active.Count, Members.Count);
    }
}
