using System.Net;
using System.Text.Json.Nodes;
using MimeKit;
using Scim.Bus.EndToEnd.Tests.Deployments;

namespace Scim.Bus.EndToEnd.Tests.Promises;

/// <summary>A customer of Pinpoint: an identity provider that pushes, and an admin who looks.</summary>
public sealed class PromiseTenant : IDisposable
{
    private readonly TestTenant _tenant;
    private readonly DistributedDeployment _deployment;

    private PromiseTenant(TestTenant tenant, DistributedDeployment deployment) => (_tenant, _deployment) = (tenant, deployment);

    public ScimClient Scim => _tenant.Scim;

    public AdminClient Admin => _tenant.Admin;

    /// <summary>A new tenant in the shared deployment, with these settings.</summary>
    public static async Task<PromiseTenant> CreateAsync(RabbitMqFixture rabbit, SharedDistributed shared, string settings = "{}")
    {
        var deployment = await shared.GetAsync(rabbit);
        var tenant = new PromiseTenant(await TestTenant.CreateAsync(deployment, JsonNode.Parse(settings)!.AsObject()), deployment);
        // The other services learn of a tenant by a message.
        await Eventually.Be(async () =>
        {
            foreach (var list in new[] { "accounts", "sagas" })
                (await tenant.Admin.SendAsync(HttpMethod.Get, $"{list}?count=1")).Expect(HttpStatusCode.OK);
        });
        return tenant;
    }

    public void Dispose() => _tenant.Dispose();

    /// <summary>Suspends a service (SIGSTOP) until the result is disposed. Messages wait for it and arrive together.</summary>
    public IDisposable Freeze(string service) => new Frozen(_deployment[service]);

    /// <summary>Pushes a person with an address of their own.</summary>
    public async Task<(string Id, string Email)> PushAsync(string givenName, Action<JsonObject>? with = null)
    {
        var email = $"{givenName.ToLowerInvariant()}.{Guid.NewGuid():n}@acme.example";
        var user = ScimClient.User(email, givenName, "Lee");
        with?.Invoke(user);
        return ((await Scim.PostAsync("Users", user)).Expect(HttpStatusCode.Created).Id, email);
    }

    /// <summary>Pushes a group with members and gives it a permission.</summary>
    public async Task<string> PushGroupAsync(string name, string? permission = null, params string[] members)
    {
        var group = ScimClient.Group(name);
        group["members"] = new JsonArray([.. members.Select(member => new JsonObject { ["value"] = member })]);
        var id = (await Scim.PostAsync("Groups", group)).Expect(HttpStatusCode.Created).Id;
        if (permission is not null)
            await Admin.ConfigureAsync(id, permission);
        return id;
    }

    public async Task AddAsync(string group, string user) =>
        (await Scim.PatchAsync($"Groups/{group}", ScimClient.AddMember(user))).Expect(HttpStatusCode.OK);

    public async Task RemoveAsync(string group, string user) =>
        (await Scim.PatchAsync($"Groups/{group}", ScimClient.RemoveMember(user))).Expect(HttpStatusCode.OK);

    /// <summary>Passes once the user has an account for which the assertion passes.</summary>
    public Task AccountIsAsync(string user, Action<JsonObject> assertion, string because) => Eventually.Be(
        async () =>
        {
            var account = await Admin.AccountOfAsync(user);
            Assert.NotNull(account);
            assertion(account);
        },
        because: because);

    /// <summary>Passes once the user has no account.</summary>
    public Task NoAccountAsync(string user) =>
        Eventually.Be(async () => Assert.Null(await Admin.AccountOfAsync(user)), because: "there is no account");

    /// <summary>Passes once the user's saga is in a state.</summary>
    public Task SagaIsAsync(string user, string state) => Eventually.Be(
        async () => Assert.Equal(state, Text((await Admin.SendAsync(HttpMethod.Get, $"sagas/{user}")).Body, "state")),
        because: $"the saga is {state}");

    public async Task<JsonObject> SyncAsync(string request) =>
        (await Admin.SendAsync(HttpMethod.Post, "sync", JsonNode.Parse(request)!.AsObject())).Expect(HttpStatusCode.OK).Body;

    public async Task<JsonObject> LoginAsync(string identifier) =>
        (await Admin.SendAsync(HttpMethod.Get, $"login?identifier={Uri.EscapeDataString(identifier)}")).Expect(HttpStatusCode.OK).Body;

    public IReadOnlyList<string> MailsTo(string email) =>
        [
            .. _deployment.Mails.Where(mail => string.Equals(mail.To, email, StringComparison.OrdinalIgnoreCase))
                .Select(mail => mail.Kind).Order(),
        ];

    /// <summary>Mails of a kind to an address.</summary>
    public IReadOnlyList<MimeMessage> MailsTo(string email, string kind) => [.. _deployment.Smtp.Messages.Where(mail =>
        mail.Headers["X-Scim-Bus-Notification"] == kind
        && mail.To.Mailboxes.Any(to => string.Equals(to.Address, email, StringComparison.OrdinalIgnoreCase)))];

    public Task ConfigureAsync(string settings) => _tenant.ConfigureAsync(JsonNode.Parse(settings)!.AsObject());

    public static string? Text(JsonNode? json, string name) => json?[name]?.GetValue<string>();

    public static IEnumerable<string> Users(JsonObject answer, string kind) =>
        answer[kind]!.AsArray().Select(item => Text(item, "userId")!).Order();

    public static void HasAccess(JsonObject account, string? group, params string[] permissions)
    {
        Assert.Equal(group, Text(account["accessGroup"], "id"));
        Assert.Equal(permissions, account["permissions"]!.AsArray().Select(name => name!.GetValue<string>()));
    }

    private sealed class Frozen : IDisposable
    {
        private readonly ServiceProcess _service;

        public Frozen(ServiceProcess service)
        {
            _service = service;
            service.Freeze();
        }

        public void Dispose() => _service.Thaw();
    }
}
