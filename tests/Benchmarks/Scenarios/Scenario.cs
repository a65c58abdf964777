using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Benchmarks.Scenarios;

/// <summary>
/// A kind of request, as identity providers send it. Those of a round follow on each other: what one makes, the next changes.
/// </summary>
/// <param name="Name">What it is called on the command line and in tables.</param>
/// <param name="SendAsync">Sends a request of a round, by its number. Fails unless it is accepted.</param>
internal sealed record Scenario(string Name, Func<Round, int, Task> SendAsync)
{
    private const int MembersAtOnce = 100;

    /// <summary>
    /// How often each user is read. What the services take at rest, until it is sure that nothing follows, would be half of the cost of as
    /// few reads as there are users.
    /// </summary>
    private const int ReadsOfEach = 10;

    public static Scenario Create { get; } = new("create", async (round, i) =>
    {
        var answer = await round.Clients[i].PostAsync("Users", ScimClient.User(round.Name("u", i)));
        round.Users[i] = answer.Expect(HttpStatusCode.Created).Id;
    });

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Create,
        new("get", async (round, i) => Accepted(await round.Clients[i].GetAsync($"Users/{round.Users[i % round.Pushes]}")))
        {
            Requests = round => round.Pushes * ReadsOfEach,
        },
        new("filter", async (round, i) =>
            Accepted(await round.Clients[i].FindAsync("Users", $"userName eq \"{round.Name("u", i % round.Pushes)}\"")))
        {
            Requests = round => round.Pushes * ReadsOfEach,
        },
        new("rename", (round, i) => PatchUserAsync(
            round, i, $$"""{"op":"replace","path":"name.givenName","value":"Renamed {{round.Number}}.{{i}}"}""")),
        new("one-member", (round, i) => PatchGroupAsync(round, i, round.Groups.From, ScimClient.AddMember(round.Users[i])))
        {
            PrepareAsync = round => round.CreateGroupsAsync(),
        },
        new("move-add-first", async (round, i) =>
        {
            await PatchGroupAsync(round, i, round.Groups.To, ScimClient.AddMember(round.Users[i]));
            await PatchGroupAsync(round, i, round.Groups.From, ScimClient.RemoveMember(round.Users[i]));
        })
        {
            Needs = ["create", "one-member"],
        },
        new("move-remove-first", async (round, i) =>
        {
            await PatchGroupAsync(round, i, round.Groups.To, ScimClient.RemoveMember(round.Users[i]));
            await PatchGroupAsync(round, i, round.Groups.From, ScimClient.AddMember(round.Users[i]));
        })
        {
            Needs = ["create", "one-member", "move-add-first"],
        },
        new("hundred-members", async (round, i) =>
        {
            var members = round.Users.Skip(i * MembersAtOnce).Take(MembersAtOnce).Select(user => $$"""{"value":"{{user}}"}""");
            var operation = $$"""{"op":"add","path":"members","value":[{{string.Join(',', members)}}]}""";
            await PatchGroupAsync(round, i, round.Groups.To, operation);
        })
        {
            PrepareAsync = round => round.CreateGroupsAsync(),
            Requests = round => (round.Pushes + MembersAtOnce - 1) / MembersAtOnce,
        },
        new("put-group", async (round, i) => Accepted(await round.Clients[i].PutAsync($"Groups/{round.Groups.To}", GroupOf(round, i))))
        {
            PrepareAsync = round => round.CreateGroupsAsync(),
            Requests = _ => 10,
        },
        new("deactivate", (round, i) => PatchUserAsync(round, i, """{"op":"replace","path":"active","value":false}""")),
        new("delete", async (round, i) =>
            (await round.Clients[i].DeleteAsync($"Users/{round.Users[i]}")).Expect(HttpStatusCode.NoContent)),
        new("initial-cycle", async (round, i) =>
        {
            var (client, name) = (round.Clients[i], round.Name("cycle", i));
            Accepted(await client.FindAsync("Users", $"userName eq \"{name}\""));
            var user = (await client.PostAsync("Users", ScimClient.User(name))).Expect(HttpStatusCode.Created).Id;
            await PatchGroupAsync(round, i, round.Groups.From, ScimClient.AddMember(user));
        })
        {
            PrepareAsync = round => round.CreateGroupsAsync(),
            Needs = [],
        },
    ];

    /// <summary>What has to be there before; nobody measures it.</summary>
    public Func<Round, Task> PrepareAsync { get; init; } = _ => Task.CompletedTask;

    /// <summary>The scenarios whose effects this one's requests are about.</summary>
    public IReadOnlyList<string> Needs { get; init; } = ["create"];

    /// <summary>How many requests a round has.</summary>
    public Func<Round, int> Requests { get; init; } = round => round.Pushes;

    /// <exception cref="FormatException">A name means nothing here; the message lists those that do.</exception>
    public static IReadOnlyList<Scenario> Chosen(IReadOnlyList<string>? names)
    {
        if (names?.FirstOrDefault(name => All.All(scenario => scenario.Name != name)) is { } unknown)
            throw new FormatException($"There is no scenario {unknown}: {string.Join(", ", All.Select(scenario => scenario.Name))}.");
        return names is null ? All : [.. All.Where(scenario => names.Contains(scenario.Name))];
    }

    /// <summary>
    /// Scenarios with all that they need, in the order to run them in. Creating users is always there: its first round is the cold start.
    /// </summary>
    public static IReadOnlyList<Scenario> WithNeeds(IReadOnlyList<Scenario> chosen) =>
        [.. All.Where(scenario =>
            scenario == Create || chosen.Contains(scenario) || chosen.Any(other => other.Needs.Contains(scenario.Name)))];

    private static async Task PatchUserAsync(Round round, int i, string operation) =>
        Accepted(await round.Clients[i].PatchAsync($"Users/{round.Users[i]}", operation));

    private static async Task PatchGroupAsync(Round round, int i, string group, string operation) =>
        Accepted(await round.Clients[i].PatchAsync($"Groups/{group}", operation));

    /// <summary>All users but one, another each time.</summary>
    private static JsonObject GroupOf(Round round, int without)
    {
        var group = ScimClient.Group(round.Name("to"));
        var members = round.Users.Where((_, i) => i != without).Select(user => new JsonObject { ["value"] = user });
        group["members"] = new JsonArray([.. members]);
        return group;
    }

    /// <remarks>A PATCH is answered with 200 or 204.</remarks>
    private static void Accepted(Answer answer)
    {
        if (!answer.IsSuccess)
            throw new InvalidOperationException($"{(int)answer.Status}: {answer.Body.ToJsonString()}");
    }
}
