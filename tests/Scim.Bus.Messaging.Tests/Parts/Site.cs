using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>
/// Services as processes, on their own virtual host and SQLite files. A test starts those that it needs, when it needs them.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    private const string Tenant = "acme";
    private const string Token = "an-identity-providers-token";
    private const string AdminKey = "the-key-of-an-operator";

    private readonly Uri _console = ServiceProcess.NewAddress();
    private readonly TempFolder _folder = new("site");
    private readonly Dictionary<string, ServiceProcess> _processes = [];

    private readonly RabbitMqNode? _broker;

    public Site(string virtualHost) => VirtualHost = virtualHost;

    private Site(RabbitMqNode broker, string virtualHost)
        : this(virtualHost) => _broker = broker;

    /// <summary>Address of the virtual host, with credentials.</summary>
    public string VirtualHost { get; }

    public ServiceProcess this[string service] => _processes[service];

    /// <summary>Creates a site on a new virtual host, which is deleted with it.</summary>
    public static async Task<Site> CreateAsync(RabbitMqNode broker) => new(broker, await broker.CreateVirtualHostAsync());

    /// <summary>Gets the errors that a service shows: the Console those of all services.</summary>
    public ErrorClient Errors(string service) => new(_processes[service].Http, AdminKey);

    public async Task<ServiceProcess> StartAsync(string service, params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string?>
        {
            ["Admin__ApiKey"] = AdminKey,
            ["Admin__Console"] = _console.ToString(),
            ["Bootstrap__Tenant"] = Tenant,
            ["Bootstrap__Token"] = Token,
            ["Bus__Transport"] = "RabbitMq",
            ["ConnectionStrings__RabbitMq"] = VirtualHost,
            ["ConnectionStrings__MongoDb"] = null,
            ["Store__Engine"] = "Sqlite",
            ["Store__Path"] = _folder.Path,
        };
        if (service == "Console")
            environment["ASPNETCORE_URLS"] = _console.GetLeftPart(UriPartial.Authority);
        foreach (var (name, value) in settings)
            environment[name] = value;
        var process = await ServiceProcess.StartAsync(service, environment);
        _processes.Add(service, process);
        return process;
    }

    /// <summary>Creates a user through the ingress and returns its id. Fails on any status but 201.</summary>
    public async Task<string> PushUserAsync(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/scim/v2/Users", UriKind.Relative))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
            Content = JsonContent.Create(new JsonObject
            {
                ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User"),
                ["userName"] = name,
                ["emails"] = new JsonArray(new JsonObject { ["value"] = name, ["type"] = "work" }),
            }),
        };
        using var response = await Ingress.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == System.Net.HttpStatusCode.Created, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!["id"]!.GetValue<string>();
    }

    /// <summary>Gets a user's saga from Provisioning.</summary>
    public Task<JsonObject> SagaAsync(string user) => AdminAsync("Provisioning", $"sagas/{user}");

    /// <summary>Gets the ids of the users that have accounts.</summary>
    public async Task<IReadOnlySet<string>> UsersWithAccountsAsync()
    {
        var users = new HashSet<string>();
        string? cursor = null;
        do
        {
            var query = cursor is null ? "count=100" : $"count=100&cursor={Uri.EscapeDataString(cursor)}";
            var page = await AccountsAsync(query);
            users.UnionWith(page["items"]!.AsArray().Select(account => account!["userId"]!.GetValue<string>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        return users;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values)
            await process.DisposeAsync();
        if (_broker is not null)
            await _broker.DeleteVirtualHostAsync(VirtualHost);
        _folder.Dispose();
    }

    private ServiceProcess Ingress => _processes["Ingress"];

    private Task<JsonObject> AccountsAsync(string query) => AdminAsync("Accounts", $"accounts?{query}");

    private async Task<JsonObject> AdminAsync(string service, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/tenants/{Tenant}/{path}", UriKind.Relative))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", AdminKey) },
        };
        using var response = await _processes[service].Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
