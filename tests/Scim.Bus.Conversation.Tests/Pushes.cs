using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Scim.Bus.Conversation.Tests;

/// <summary>What an identity provider and an admin do, for some users at once.</summary>
internal sealed class Pushes(AllServices services, string prefix, int users)
{
    private static readonly MediaTypeHeaderValue ScimJson = new("application/scim+json");

    private IReadOnlyList<string> _ids = [];

    public async Task CreateAsync() =>
        _ids = await Task.WhenAll(Enumerable.Range(0, users).Select(i => CreateAsync("Users", User($"{prefix}{i}@acme.example"))));

    public Task RenameAsync() => PatchUsersAsync("""{"op":"replace","path":"name.givenName","value":"Anna"}""");

    public Task ActivateAsync(bool active) =>
        PatchUsersAsync($$"""{"op":"replace","path":"active","value":{{(active ? "true" : "false")}}}""");

    public Task DeleteAsync() => Task.WhenAll(_ids.Select(id => SendAsync(HttpMethod.Delete, $"Users/{id}")));

    public Task<string> CreateGroupAsync(string name) => CreateAsync("Groups", new JsonObject
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Group"),
        ["displayName"] = $"{prefix} {name}",
    });

    /// <summary>Adds all users to a group, in one PATCH.</summary>
    public Task AddAsync(string group) => PatchAsync($"Groups/{group}", $$"""{"op":"add","path":"members","value":[{{Members()}}]}""");

    /// <summary>Removes all users from a group, in one PATCH.</summary>
    public Task RemoveAsync(string group) =>
        PatchAsync($"Groups/{group}", $$"""{"op":"remove","path":"members","value":[{{Members()}}]}""");

    /// <summary>Sets what a group may do.</summary>
    public async Task ConfigureAsync(string group)
    {
        var settings = new { permissions = new[] { "jobs.view" } };
        using var answer = await services.Admin.PutAsJsonAsync(new Uri($"acme/access-groups/{group}/settings", UriKind.Relative), settings);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Sets how long a loss of access waits to be told, in case it is a move.</summary>
    public async Task SetGraceAsync(int seconds)
    {
        using var answer = await services.Admin.PatchAsJsonAsync(new Uri("acme", UriKind.Relative), new { removalGraceSeconds = seconds });
        answer.EnsureSuccessStatusCode();
    }

    private string Members() => string.Join(',', _ids.Select(id => $$"""{"value":"{{id}}"}"""));

    private static JsonObject User(string name) => new()
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User"),
        ["userName"] = name,
        ["name"] = new JsonObject { ["givenName"] = "Ann", ["familyName"] = "Lee" },
        ["emails"] = new JsonArray(new JsonObject { ["value"] = name, ["type"] = "work" }),
    };

    private Task PatchUsersAsync(string operation) => Task.WhenAll(_ids.Select(id => PatchAsync($"Users/{id}", operation)));

    private Task PatchAsync(string path, string operation) => SendAsync(
        HttpMethod.Patch,
        path,
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}""");

    private async Task<string> CreateAsync(string path, JsonObject resource) =>
        JsonNode.Parse(await SendAsync(HttpMethod.Post, path, resource.ToJsonString()))!["id"]!.GetValue<string>();

    private async Task<string> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, ScimJson);
        using var answer = await services.Scim.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text;
    }
}
