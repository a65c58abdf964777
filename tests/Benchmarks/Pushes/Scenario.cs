using System.Globalization;
using System.Net;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Benchmarks.Pushes;

/// <summary>A kind of push. The number says which one of a round it is.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="PushAsync">Sends one push, and fails unless it is accepted.</param>
internal sealed record Scenario(string Name, Func<Round, int, Task> PushAsync)
{
    public static Scenario Create { get; } = new("POST /Users", async (round, i) =>
    {
        var answer = await round.Tenant.Scim.PostAsync("Users", ScimClient.User($"u{round.Number}.{i}@acme.example"));
        round.Users[i] = answer.Expect(HttpStatusCode.Created).Id;
    });

    /// <summary>What follows on <see cref="Create"/>, in this order: each changes the users that it made.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("PATCH /Users, one name", (round, i) => PatchUserAsync(
            round, i, $$"""{"op":"replace","path":"name.givenName","value":"Renamed {{round.Number}}.{{i}}"}""")),
        new("one member by one PATCH", async (round, i) =>
            Accepted(await round.Tenant.Scim.PatchAsync($"Groups/{round.Group}", ScimClient.AddMember(round.Users[i])))),
        new("PATCH /Users, active false", (round, i) => PatchUserAsync(
            round, i, """{"op":"replace","path":"active","value":false}""")),
        new("DELETE /Users", async (round, i) =>
            (await round.Tenant.Scim.DeleteAsync($"Users/{round.Users[i]}")).Expect(HttpStatusCode.NoContent)),
    ];

    private static async Task PatchUserAsync(Round round, int i, string operation) =>
        Accepted(await round.Tenant.Scim.PatchAsync($"Users/{round.Users[i]}", operation));

    /// <remarks>A PATCH is answered with 200 or 204.</remarks>
    private static void Accepted(Answer answer)
    {
        if (!answer.IsSuccess)
            throw new InvalidOperationException($"{(int)answer.Status}: {answer.Body.ToJsonString()}");
    }
}

/// <summary>Pushes of one kind after the other, about the same users and one group.</summary>
internal sealed class Round(TestTenant tenant, int number, int pushes)
{
    public TestTenant Tenant => tenant;

    public int Number => number;

    /// <summary>The users' ids.</summary>
    public string[] Users { get; } = new string[pushes];

    public string Group { get; private set; } = "";

    /// <summary>Creates the group, with permissions.</summary>
    public async Task CreateGroupAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Group {number}");
        Group = (await tenant.Scim.PostAsync("Groups", ScimClient.Group(name))).Expect(HttpStatusCode.Created).Id;
        await tenant.Admin.ConfigureAsync(Group, "jobs.view");
    }
}
