using System.Net;
using System.Text.Json.Nodes;

namespace Scim.Bus.EndToEnd.Tests.Sessions;

/// <summary>
/// Lifecycle of a person as an identity provider sends it, from hire to deletion. The account is checked after each step.
/// </summary>
internal sealed class OktaShapedSession(TestTenant tenant)
{
    private readonly string _userName = $"ann.{Guid.NewGuid():N}@acme.example";
    private string _user = "";

    public async Task RunAsync()
    {
        var (scim, admin) = (tenant.Scim, tenant.Admin);
        // Longer than a slow machine takes for the break, of which nobody is told.
        await tenant.ConfigureAsync(new JsonObject { ["removalGraceSeconds"] = 60 });
        var found = await scim.FindAsync("Users", $"userName eq \"{_userName}\"");
        Assert.Equal(0, found.Expect(HttpStatusCode.OK).Body["totalResults"]!.GetValue<int>());

        _user = (await scim.PostAsync("Users", ScimClient.User(_userName, "Ann", "Lee"))).Expect(HttpStatusCode.Created).Id;
        await AccountIs("created", account =>
        {
            Assert.Equal("Ann", Text(account, "firstName"));
            Assert.Equal("Lee", Text(account, "lastName"));
            Assert.Equal(_userName, Text(account, "workEmail"));
            Assert.Equal(_userName, Text(account, "upn"));
            Assert.Equal("Europe/London", Text(account, "timeZone"));
            Assert.Equal("internal", Text(account, "kind"));
            Assert.Equal("scim", Text(account, "origin"));
            Assert.True(account["active"]!.GetValue<bool>());
            Assert.Null(account["accessGroup"]);
        });

        var recruiters = (await scim.PostAsync("Groups", ScimClient.Group($"Recruiters {_user}"))).Expect(HttpStatusCode.Created).Id;
        var managers = (await scim.PostAsync("Groups", ScimClient.Group($"Managers {_user}"))).Expect(HttpStatusCode.Created).Id;
        await admin.ConfigureAsync(recruiters, "jobs.view", "candidates.view");
        await admin.ConfigureAsync(managers, "jobs.approve");

        (await scim.PatchAsync($"Groups/{recruiters}", ScimClient.AddMember(_user))).Expect(HttpStatusCode.OK);
        await AccountIs("in its group", account => AssertAccess(account, recruiters, "jobs.view", "candidates.view"));

        (await scim.PutAsync($"Users/{_user}", ScimClient.User(_userName, "Annie", "Leigh", timeZone: "Europe/Paris")))
            .Expect(HttpStatusCode.OK);
        await AccountIs("renamed", account =>
        {
            Assert.Equal("Annie", Text(account, "firstName"));
            Assert.Equal("Leigh", Text(account, "lastName"));
            Assert.Equal("Europe/Paris", Text(account, "timeZone"));
            AssertAccess(account, recruiters, "jobs.view", "candidates.view");
        });

        (await scim.PatchAsync($"Users/{_user}", """{"op":"replace","value":{"active":false}}""")).Expect(HttpStatusCode.OK);
        await AccountIs("deactivated", account => Assert.False(account["active"]!.GetValue<bool>()));
        Assert.False((await LoginAsync())["allowed"]!.GetValue<bool>());

        (await scim.PatchAsync($"Users/{_user}", """{"op":"replace","value":{"active":true}}""")).Expect(HttpStatusCode.OK);
        await AccountIs("re-activated", account =>
        {
            Assert.True(account["active"]!.GetValue<bool>());
            AssertAccess(account, recruiters, "jobs.view", "candidates.view");
        });
        Assert.True((await LoginAsync())["allowed"]!.GetValue<bool>());
        await tenant.ConfigureAsync(new JsonObject { ["removalGraceSeconds"] = 0 });

        (await scim.PatchAsync($"Groups/{managers}", ScimClient.AddMember(_user))).Expect(HttpStatusCode.OK);
        (await scim.PatchAsync($"Groups/{recruiters}", ScimClient.RemoveMember(_user))).Expect(HttpStatusCode.OK);
        await AccountIs("moved", account => AssertAccess(account, managers, "jobs.approve"));
        // A deletion that overtakes the move leaves nobody to tell about it.
        await Eventually.Be(() => Assert.Equal(["moved", "welcome"], MailKinds()), because: "the mail about the move went out");

        (await scim.DeleteAsync($"Users/{_user}")).Expect(HttpStatusCode.NoContent);
        await Eventually.Be(async () => Assert.Null(await admin.AccountOfAsync(_user)), because: "the account was removed");
        (await scim.GetAsync($"Users/{_user}")).Expect(HttpStatusCode.NotFound);

        await Eventually.Be(() => Assert.Equal(["moved", "removed", "welcome"], MailKinds()), because: "each mail went out once");
        await TimelineTellsAsync();
    }

    private static string? Text(JsonObject json, string name) => json[name]?.GetValue<string>();

    private static void AssertAccess(JsonObject account, string group, params string[] permissions)
    {
        Assert.Equal(group, Text(account["accessGroup"]!.AsObject(), "id"));
        Assert.Equal(permissions, account["permissions"]!.AsArray().Select(name => name!.GetValue<string>()));
    }

    private IEnumerable<string> MailKinds() =>
        tenant.Deployment.Mails.Where(mail => mail.To == _userName).Select(mail => mail.Kind).Order();

    private async Task AccountIs(string because, Action<JsonObject> assert) => await Eventually.Be(
        async () =>
        {
            var account = await tenant.Admin.AccountOfAsync(_user);
            Assert.NotNull(account);
            assert(account);
        },
        because: because);

    private async Task<JsonObject> LoginAsync() =>
        (await tenant.Admin.SendAsync(HttpMethod.Get, $"login?identifier={Uri.EscapeDataString(_userName)}"))
            .Expect(HttpStatusCode.OK).Body;

    /// <summary>Every step has its line, linked to a trace, and no line names the person.</summary>
    private async Task TimelineTellsAsync() => await Eventually.Be(
        async () =>
        {
            var lines = await tenant.Admin.TimelineAsync(_user);
            var steps = lines.Select(line => Text(line, "step")).ToHashSet();
            Assert.Superset(new HashSet<string?> { "directory", "membership", "account", "access", "notification" }, steps);
            Assert.All(lines, line => Assert.Matches("^[0-9a-f]{32}$", Text(line, "traceId")));
            Assert.DoesNotContain(lines, line => line.ToJsonString().Contains("acme.example", StringComparison.Ordinal));
        });
}
