using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Scim.Bus.Access.Tests.Audit;

/// <summary>
/// A service that is killed between an act, or an accepted push, and the relay of its entry; the broker is away all the time.
/// </summary>
[Trait("Needs", "Processes")]
public sealed class KilledProcessTests
{
    private const int Acts = 20;
    private const int Kills = 2;
    private const int Connections = 8;
    private const string Key = "the-key-of-an-operator";
    private const string Token = "the-token-of-an-identity-provider";

    [Fact]
    public async Task Each_act_and_push_that_was_answered_before_a_kill_has_one_entry_after_it()
    {
        using var folder = new TempFolder("killed");
        await using var ingress = await StartAsync(folder);
        var issued = await Task.WhenAll(Enumerable.Range(0, Acts).Select(_ => IssueAsync(ingress)));
        var pushed = await Task.WhenAll(Enumerable.Range(0, Acts).Select(i => PushAsync(ingress, $"user{i}@acme.example")));
        await ingress.KillAsync();

        await ingress.RestartAsync();
        await Eventually.Be(async () => Assert.Equal(
            issued.Order(StringComparer.Ordinal), (await TargetsAsync(ingress)).Order(StringComparer.Ordinal)));
        await Eventually.Be(async () => Assert.Equal(
            pushed.Order(StringComparer.Ordinal), (await RecordedAsync(ingress)).Order(StringComparer.Ordinal)));
    }

    /// <summary>Each kill meets pushes that wait for their answer, are being stored, or are answered and wait for their record.</summary>
    [Fact]
    public async Task Every_change_that_was_stored_has_one_record_whenever_the_process_is_killed()
    {
        using var folder = new TempFolder("killed");
        await using var ingress = await StartAsync(folder);
        var answered = new ConcurrentBag<string>();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var until = answered.Count + (kill * Acts);
            var pushes = Enumerable.Range(0, Connections).Select(_ => PushUntilItEndsAsync(ingress, answered)).ToList();
            await Eventually.Be(() => Assert.True(answered.Count >= until));
            await ingress.KillAsync();
            await Task.WhenAll(pushes);
            await ingress.RestartAsync();
        }

        var stored = await StoredAsync(ingress);
        Assert.Empty(answered.Except(stored, StringComparer.Ordinal));
        await Eventually.Be(async () => Assert.Equal(
            stored.Order(StringComparer.Ordinal), (await RecordedAsync(ingress)).Order(StringComparer.Ordinal)));
    }

    private static async Task<ServiceProcess> StartAsync(TempFolder folder)
    {
        var ingress = await ServiceProcess.StartAsync("Ingress", new Dictionary<string, string?>
        {
            ["Admin__ApiKey"] = Key,
            ["Bootstrap__Tenant"] = "acme",
            ["Bootstrap__Token"] = Token,
            ["Bus__Transport"] = "RabbitMq",
            ["ConnectionStrings__RabbitMq"] = $"amqp://guest:guest@127.0.0.1:{FreePort.Next()}",
            ["Store__Engine"] = "Sqlite",
            ["Store__Path"] = folder.Path,
        });
        ingress.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return ingress;
    }

    private static async Task PushUntilItEndsAsync(ServiceProcess ingress, ConcurrentBag<string> answered)
    {
        try
        {
            while (true)
                answered.Add(await PushAsync(ingress, $"{Guid.NewGuid():n}@acme.example"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The process was killed, before its answer or within it.
        }
    }

    private static async Task<string> IssueAsync(ServiceProcess ingress)
    {
        using var response = await ingress.Http.PostAsJsonAsync("/api/tenants/acme/tokens", new { name = "Okta" });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return $"tokens/{(await response.Content.ReadFromJsonAsync<JsonObject>())!["id"]}";
    }

    /// <summary>Pushes a user. Returns its id.</summary>
    private static async Task<string> PushAsync(ServiceProcess ingress, string userName)
    {
        var user = new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User"),
            ["userName"] = userName,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/scim/v2/Users") { Content = JsonContent.Create(user) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await ingress.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    /// <summary>The ids of the users in the directory.</summary>
    private static async Task<List<string>> StoredAsync(ServiceProcess ingress)
    {
        var ids = new List<string>();
        for (var total = int.MaxValue; ids.Count < total;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/scim/v2/Users?attributes=id&startIndex={ids.Count + 1}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            using var response = await ingress.Http.SendAsync(request);
            var page = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
            total = (int)page["totalResults"]!;
            ids.AddRange(page["Resources"]!.AsArray().Select(user => (string)user!["id"]!));
        }

        return ids;
    }

    private static async Task<List<string>> RecordedAsync(ServiceProcess ingress)
    {
        var list = await ingress.Http.GetFromJsonAsync<JsonObject>("/api/tenants/acme/requests?count=1000");
        return [.. list!["items"]!.AsArray().Select(item => (string)item!["resourceId"]!)];
    }

    private static async Task<List<string>> TargetsAsync(ServiceProcess ingress)
    {
        var list = await ingress.Http.GetFromJsonAsync<JsonObject>("/api/audit?count=1000");
        return [.. list!["items"]!.AsArray().Select(item => (string)item!["target"]!)];
    }
}
