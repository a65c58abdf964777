using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Scim.Bus.Testing.Deployments;

/// <summary>Talks SCIM as an identity provider does.</summary>
public sealed class ScimClient : IDisposable
{
    public const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string GroupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";
    public const string PatchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    private readonly HttpClient _http;

    public ScimClient(Uri service, string token)
    {
        _http = new HttpClient { BaseAddress = new Uri(service, "/scim/v2/"), Timeout = Eventually.Patience };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public void Dispose() => _http.Dispose();

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, JsonObject body) => SendAsync(HttpMethod.Post, path, body);

    public Task<Answer> PutAsync(string path, JsonObject body) => SendAsync(HttpMethod.Put, path, body);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>A PATCH with operations given as the elements of the array.</summary>
    public Task<Answer> PatchAsync(string path, string operations) => SendAsync(HttpMethod.Patch, path, Patch(operations));

    /// <summary>PATCHes in one Bulk (RFC 7644, section 3.7), each with operations as <see cref="PatchAsync"/> takes them.</summary>
    public Task<Answer> BulkPatchAsync(params IReadOnlyList<(string Path, string Operations)> patches) => PostAsync("Bulk", new JsonObject
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:BulkRequest"),
        ["Operations"] = new JsonArray([.. patches.Select(patch => new JsonObject
        {
            ["method"] = "PATCH",
            ["path"] = $"/{patch.Path}",
            ["data"] = Patch(patch.Operations),
        })]),
    });

    public Task<Answer> FindAsync(string type, string filter) => GetAsync($"{type}?filter={Uri.EscapeDataString(filter)}");

    public async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body = null,
        string? traceParent = null,
        CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/scim+json");
        if (traceParent is not null)
            request.Headers.Add("traceparent", traceParent);
        using var response = await _http.SendAsync(request, cancellationToken);
        return await Answer.OfAsync(response);
    }

    /// <summary>A user with names, an e-mail address and a time zone.</summary>
    public static JsonObject User(
        string userName,
        string givenName = "Given",
        string familyName = "Family",
        string? email = null,
        string timeZone = "Europe/London") =>
        new()
        {
            ["schemas"] = new JsonArray(UserSchema),
            ["userName"] = userName,
            ["externalId"] = $"ext-{userName}",
            ["name"] = new JsonObject { ["givenName"] = givenName, ["familyName"] = familyName },
            ["emails"] = new JsonArray(new JsonObject { ["value"] = email ?? userName, ["type"] = "work", ["primary"] = true }),
            ["timezone"] = timeZone,
            ["active"] = true,
        };

    public static JsonObject Group(string displayName) =>
        new() { ["schemas"] = new JsonArray(GroupSchema), ["displayName"] = displayName };

    public static string AddMember(string user) => $$"""{"op":"add","path":"members","value":[{"value":"{{user}}"}]}""";

    public static string RemoveMember(string user) => $$"""{"op":"remove","path":"members[value eq \"{{user}}\"]"}""";

    /// <summary>The body of a PATCH with operations given as the elements of the array.</summary>
    public static JsonObject Patch(string operations) =>
        new() { ["schemas"] = new JsonArray(PatchSchema), ["Operations"] = JsonNode.Parse($"[{operations}]") };
}
