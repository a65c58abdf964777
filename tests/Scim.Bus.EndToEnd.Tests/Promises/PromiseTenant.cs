using System.Net;
using System.Text.Json.Nodes;
using MimeKit;
using Scim.Bus.EndToEnd.Tests.Clients;
using Scim.Bus.EndToEnd.Tests.Deployments;

namespace Scim.Bus.EndToEnd.Tests.Promises;

/// <summary>A customer of Pinpoint: an identity provider that pushes, and an admin who looks.</summary>
public sealed class PromiseTenant : IDisposable
{
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly DistributedDeployment _deployment;

    private PromiseTenant(DistributedDeployment deployment, ScimClient scim, AdminClient admin) => (_deployment, Scim, Admin) = (deployment, scim, admin);

    public ScimClient Scim { get; }

    public AdminClient Admin { get; }

    public static async Task<PromiseTenant> CreateAsync(DistributedDeployment deployment, string settings)
    {
        var id = $"t{Guid.NewGuid():n}"[..20];
        var admin = new AdminClient(deployment.AdminAddress, id, Deployment.AdminKey);
        var body = JsonNode.Parse(settings)!.AsObject();
        body["id"] = id;
        (await admin.SendAsync(HttpMethod.Post, "/api/tenants", body)).Expect(HttpStatusCode.Created);
        var token = (await admin.SendAsync(HttpMethod.Post, "tokens")).Expect(HttpStatusCode.Created).Body["token"]!.GetValue<string>();
        return new PromiseTenant(deployment, new ScimClient(deployment.ScimAddress, token), admin);
    }

    public void Dispose()
    {
        Scim.Dispose();
        Admin.Dispose();
    }

    /// <summary>Pushes a person with an address of their own.</summary>
    public async Task<(string Id, string Email)> PushAsync(string givenName, Action<JsonObject>? with = null)
    {
        var email = $"{givenName.ToLowerInvariant()}.{Guid.NewGuid():n}@acme.example";
        var user = ScimClient.User(email, givenName, "Lee");
        with?.Invoke(user);
        return ((await Scim.PostAsync("Users", user)).Expect(HttpStatusCode.Created).Id, email);
    }

    /// <summary>Pushes a group, with members, that may do something.</summary>
    public async Task<string> PushGroupAsync(string name, string? permission = null, params string[] members)
    {
        var group = ScimClient.Group(name);
        group["members"] = new JsonArray([.. members.Select(member => new JsonObject { ["value"] = member })]);
        var id = (await Scim.PostAsync("Groups", group)).Expect(HttpStatusCode.Created).Id;
        if (permission is not null)
            await Admin.ConfigureAsync(id, permission);
        return id;
    }

    public async Task AddAsync(string group, string user) => (await Scim.PatchAsync($"Groups/{group}", ScimClient.AddMember(user))).Expect(HttpStatusCode.OK);

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
        Soon,
        because);

    /// <summary>Passes once the user has no account.</summary>
    public Task NoAccountAsync(string user) => Eventually.Be(async () => Assert.Null(await Admin.AccountOfAsync(user)), Soon, "there is no account");

    /// <summary>Passes once the user's saga is in a state: by then everything that was pushed has been thought about.</summary>
    public Task SagaIsAsync(string user, string state) => Eventually.Be(
        async () => Assert.Equal(state, (await Admin.SendAsync(HttpMethod.Get, $"sagas/{user}")).Body["state"]?.GetValue<string>()), Soon, $"the saga is {state}");

    public async Task<JsonObject> SyncAsync(string request) =>
        (await Admin.SendAsync(HttpMethod.Post, "sync", JsonNode.Parse(request)!.AsObject())).Expect(HttpStatusCode.OK).Body;

    public async Task ConfigureAsync(string settings) =>
        (await Admin.SendAsync(HttpMethod.Patch, "", JsonNode.Parse(settings)!.AsObject())).Expect(HttpStatusCode.OK);

    public async Task<JsonObject> LoginAsync(string identifier) =>
        (await Admin.SendAsync(HttpMethod.Get, $"login?identifier={Uri.EscapeDataString(identifier)}")).Expect(HttpStatusCode.OK).Body;

    public IReadOnlyList<string> MailsTo(string email) =>
        [.. _deployment.Mails.Where(mail => string.Equals(mail.To, email, StringComparison.OrdinalIgnoreCase)).Select(mail => mail.Kind).Order()];

    /// <summary>The mails of a kind that somebody got.</summary>
    public IReadOnlyList<MimeMessage> MailsTo(string email, string kind) => [.. _deployment.Smtp.Messages.Where(mail =>
        mail.Headers["X-Scim-Bus-Notification"] == kind && mail.To.Mailboxes.Any(to => string.Equals(to.Address, email, StringComparison.OrdinalIgnoreCase)))];

    public static string? Text(JsonNode? json, string name) => json?[name]?.GetValue<string>();

    public static IEnumerable<string> Users(JsonObject answer, string kind) => answer[kind]!.AsArray().Select(item => Text(item, "userId")!).Order();

    public static void HasAccess(JsonObject account, string? group, params string[] permissions)
    {
        Assert.Equal(group, Text(account["accessGroup"], "id"));
        Assert.Equal(permissions, account["permissions"]!.AsArray().Select(name => name!.GetValue<string>()));
    }
}
