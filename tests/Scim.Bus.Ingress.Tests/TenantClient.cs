using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;

namespace Scim.Bus.Ingress.Tests;

/// <summary>A SCIM client of one tenant, like an identity provider.</summary>
public sealed class TenantClient(IngressHost host, TenantId tenant, string token) : IDisposable
{
    public const string UserUrn = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string GroupUrn = "urn:ietf:params:scim:schemas:core:2.0:Group";
    public const string EnterpriseUrn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    public const string PatchUrn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    private const string SearchUrn = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(host.Address, "/scim/v2/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    public TenantId Tenant => tenant;

    public string Token => token;

    public HttpClient Http => _http;

    public void Dispose() => _http.Dispose();

    public Task<Response> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<Response> Post(string path, string body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, body, headers);

    public Task<Response> Put(string path, string body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Put, path, body, headers);

    public Task<Response> Delete(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Delete, path, null, headers);

    /// <summary>A PATCH with the elements of its array of operations.</summary>
    public Task<Response> Patch(string path, string operations, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Patch, path, $$"""{"schemas":["{{PatchUrn}}"],"Operations":[{{operations}}]}""", headers);

    public Task<Response> Find(string type, string filter) => Get($"{type}?filter={Uri.EscapeDataString(filter)}");

    /// <summary>A search by POST, with the members of its JSON object.</summary>
    public Task<Response> Search(string path, string members) =>
        Post(path, $$"""{"schemas":["{{SearchUrn}}"]{{(members.Length > 0 ? "," + members : "")}}}""");

    /// <summary>All resources of a list, read page by page with a cursor. Fails if a page is empty.</summary>
    public async Task<IReadOnlyList<JsonNode>> Pages(string listWithQuery)
    {
        var resources = new List<JsonNode>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await Get($"{listWithQuery}&cursor={Uri.EscapeDataString(cursor)}")).Expect(200).Body;
            Assert.Null(page["startIndex"]);
            Assert.Equal(page["itemsPerPage"]!.GetValue<int>(), page["Resources"]!.AsArray().Count);
            Assert.True(page["Resources"]!.AsArray().Count > 0 || cursor.Length == 0, "a page is empty");
            resources.AddRange(page["Resources"]!.AsArray()!);
            cursor = page["nextCursor"]?.GetValue<string>();
        }

        return resources;
    }

    public async Task<Response> Send(HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        foreach (var (name, value) in headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                request.Content!.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request);
        return await Response.ReadAsync(response);
    }

    /// <summary>Creates a user and returns its id.</summary>
    public async Task<string> User(string userName, string attributes = "") =>
        (await Post("Users", UserBody(userName, attributes))).Expect(201).Id;

    /// <summary>Creates a group with members and returns its id.</summary>
    public async Task<string> Group(string displayName, params string[] members) =>
        (await Post("Groups", GroupBody(displayName, members))).Expect(201).Id;

    public static string UserBody(string userName, string attributes = "") =>
        $$"""{"schemas":["{{UserUrn}}"],"userName":"{{userName}}"{{(attributes.Length > 0 ? "," + attributes : "")}}}""";

    public static string GroupBody(string displayName, params string[] members) =>
        $$"""{"schemas":["{{GroupUrn}}"],"displayName":"{{displayName}}","members":[{{Values(members)}}]}""";

    public static string AddMembers(params string[] members) =>
        $$"""{"op":"add","path":"members","value":[{{Values(members)}}]}""";

    public static string RemoveMember(string member) => $$"""{"op":"remove","path":"members[value eq \"{{member}}\"]"}""";

    /// <summary>The ids of a group's members, sorted.</summary>
    public async Task<IReadOnlyList<string>> Members(string group)
    {
        var members = (await Get($"Groups/{group}")).Expect(200).Body["members"]?.AsArray() ?? [];
        return [.. members.Select(member => member!["value"]!.GetValue<string>()).Order(StringComparer.Ordinal)];
    }

    /// <summary>Waits for messages of one type about this tenant, and returns them without duplicates.</summary>
    public async Task<IReadOnlyList<T>> Events<T>(int atLeast = 1)
        where T : class
    {
        IReadOnlyList<T> found = [];
        await Eventually.Be(() =>
        {
            var ours = host.Published.OfType<T>().Where(message => TenantOf(message) == tenant);
            found = [.. ours.DistinctBy(message => JsonSerializer.Serialize(message))];
            Assert.True(found.Count >= atLeast, $"{found.Count} of {atLeast} {typeof(T).Name}");
        });
        return found;
    }

    /// <summary>Waits until no message of this tenant is pending, and returns all that were published.</summary>
    public async Task<IReadOnlyList<object>> AllEvents()
    {
        await Eventually.Be(async () =>
        {
            Assert.DoesNotContain(await Pending<UserRecord>(), document => document.Tenant == tenant);
            Assert.DoesNotContain(await Pending<GroupRecord>(), document => document.Tenant == tenant);
        });
        return [.. host.Published.Where(message => TenantOf(message) == tenant)];
    }

    private static string Values(IEnumerable<string> members) =>
        string.Join(',', members.Select(member => $$"""{"value":"{{member}}"}"""));

    private Task<IReadOnlyList<Document<T>>> Pending<T>()
        where T : class =>
        host.Services.GetRequiredService<IDocumentCollection<T>>().DueAsync(DateTimeOffset.MaxValue, int.MaxValue, default);

    private static TenantId TenantOf(object message) => message switch
    {
        UserProvisioned m => m.Tenant,
        UserUpdated m => m.Tenant,
        UserDeprovisioned m => m.Tenant,
        DeactivationRefused m => m.Tenant,
        GroupProvisioned m => m.Tenant,
        GroupUpdated m => m.Tenant,
        GroupDeprovisioned m => m.Tenant,
        GroupMembershipChanged m => m.Tenant,
        AccessGroupConflictDetected m => m.Tenant,
        AccessGroupConflictResolved m => m.Tenant,
        AssignmentChanged m => m.Tenant,
        TimelineEntry m => m.Tenant,
        ConnectionAlert m => m.Tenant,
        _ => default,
    };
}
