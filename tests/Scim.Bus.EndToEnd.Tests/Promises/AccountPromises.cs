using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.EndToEnd.Tests.Deployments;
using static Scim.Bus.EndToEnd.Tests.Promises.PromiseTenant;

namespace Scim.Bus.EndToEnd.Tests.Promises;

/// <summary>What Pinpoint promises of accounts and of logging in.</summary>
[Trait("Needs", "Processes")]
[Collection(DistributedTests.Name)]
public sealed class AccountPromises(RabbitMqFixture rabbit, SharedDistributed shared)
{
    [SkippableFact]
    public async Task Accounts_are_created_updated_and_removed_automatically()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (ann, email) = await tenant.PushAsync("Ann");
        await tenant.AccountIsAsync(
            ann,
            account =>
                Assert.Equal((email, "Ann", "scim"), (Text(account, "workEmail"), Text(account, "firstName"), Text(account, "origin"))),
            "created");
        (await tenant.Scim.PatchAsync($"Users/{ann}", """{"op":"replace","path":"name.givenName","value":"Anna"}"""))
            .Expect(HttpStatusCode.OK);
        await tenant.AccountIsAsync(ann, account => Assert.Equal("Anna", Text(account, "firstName")), "updated");
        (await tenant.Scim.DeleteAsync($"Users/{ann}")).Expect(HttpStatusCode.NoContent);
        await tenant.NoAccountAsync(ann);
        Assert.False((await tenant.LoginAsync(email))["allowed"]!.GetValue<bool>());
    }

    [SkippableFact]
    public async Task External_recruiters_are_handled_alike()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (rex, email) = await tenant.PushAsync("Rex", user => user["userType"] = "External Recruiter");
        var agencies = await tenant.PushGroupAsync("Agencies", "candidates.create", rex);
        await tenant.AccountIsAsync(rex, account =>
        {
            Assert.Equal("externalRecruiter", Text(account, "kind"));
            HasAccess(account, agencies, "candidates.create");
        }, "provisioned like anybody");
        Assert.True((await tenant.LoginAsync(email))["allowed"]!.GetValue<bool>());
        (await tenant.Scim.PatchAsync($"Users/{rex}", """{"op":"replace","path":"active","value":false}""")).Expect(HttpStatusCode.OK);
        await tenant.AccountIsAsync(rex, account => Assert.False(account["active"]!.GetValue<bool>()), "deactivated like anybody");
    }

    [SkippableFact]
    public async Task Time_zones_are_IANA_identifiers_and_others_are_refused_by_name()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (ann, _) = await tenant.PushAsync("Ann", user => user["timezone"] = "America/New_York");
        await tenant.AccountIsAsync(ann, account => Assert.Equal("America/New_York", Text(account, "timeZone")), "it came with one");
        var refused = await tenant.Scim.PatchAsync(
            $"Users/{ann}", """{"op":"replace","path":"timezone","value":"Eastern Standard Time"}""");
        Assert.Equal("invalidValue", Text(refused.Expect(HttpStatusCode.BadRequest).Body, "scimType"));
        Assert.Contains("Eastern Standard Time", Text(refused.Body, "detail"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_UPN_is_a_login_where_the_tenant_enabled_it()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var upn = $"ann-{Guid.NewGuid():n}@corp.acme.example";
        var (ann, email) = await tenant.PushAsync("Ann", user => user["userName"] = upn);
        await tenant.AccountIsAsync(
            ann, account => Assert.Equal((upn, email), (Text(account, "upn"), Text(account, "workEmail"))), "both are known");
        Assert.True((await tenant.LoginAsync(email))["allowed"]!.GetValue<bool>());
        var refused = await tenant.LoginAsync(upn);
        Assert.False(refused["allowed"]!.GetValue<bool>());
        Assert.NotEmpty(Text(refused, "reason")!);

        await tenant.ConfigureAsync("""{"upnLogin":true}""");
        await Eventually.Be(
            async () => Assert.True((await tenant.LoginAsync(upn.ToUpperInvariant()))["allowed"]!.GetValue<bool>()),
            because: "it was enabled");

        (await tenant.Scim.PatchAsync($"Users/{ann}", """{"op":"replace","path":"active","value":false}""")).Expect(HttpStatusCode.OK);
        await Eventually.Be(
            async () => Assert.False((await tenant.LoginAsync(upn))["allowed"]!.GetValue<bool>()), because: "she was deactivated");
    }

    [SkippableFact]
    public async Task An_existing_account_with_the_same_work_email_is_linked_not_duplicated()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var email = $"ann.{Guid.NewGuid():n}@acme.example";
        var manual = (await tenant.Admin.SendAsync(
            HttpMethod.Post, "accounts", new JsonObject { ["workEmail"] = email.ToUpperInvariant(), ["firstName"] = "Nan" }))
            .Expect(HttpStatusCode.Created).Id;
        var dry = new Func<Task<JsonObject>>(() => tenant.SyncAsync("""{"dryRun":true}"""));
        Assert.Empty(Users(await dry(), "change"));

        var (ann, _) = await tenant.PushAsync("Ann", user =>
        {
            user["userName"] = email;
            user["emails"]![0]!["value"] = email;
        });
        await tenant.AccountIsAsync(
            ann, account => Assert.Equal((manual, "Ann"), (Text(account, "id"), Text(account, "firstName"))), "it was linked");
        Assert.Single(await tenant.Admin.ListAsync("accounts", $"workEmail eq \"{email}\""));
    }

    [SkippableFact]
    public async Task Two_users_cannot_share_an_address_and_an_address_can_move_from_one_to_the_other()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (ann, email) = await tenant.PushAsync("Ann");
        var (ben, _) = await tenant.PushAsync("Ben");
        await tenant.SagaIsAsync(ann, "InSync");
        await tenant.SagaIsAsync(ben, "InSync");
        var take = $$"""{"op":"replace","path":"emails[type eq \"work\"].value","value":"{{email}}"}""";
        Assert.Equal(
            "uniqueness", Text((await tenant.Scim.PatchAsync($"Users/{ben}", take)).Expect(HttpStatusCode.Conflict).Body, "scimType"));

        (await tenant.Scim.PatchAsync(
            $"Users/{ann}", """{"op":"replace","path":"emails[type eq \"work\"].value","value":"new.address@acme.example"}"""))
            .Expect(HttpStatusCode.OK);
        // It is still her userName, by which she may log in.
        (await tenant.Scim.PatchAsync($"Users/{ben}", take)).Expect(HttpStatusCode.Conflict);
        (await tenant.Scim.PatchAsync($"Users/{ann}", """{"op":"replace","path":"userName","value":"new.address@acme.example"}"""))
            .Expect(HttpStatusCode.OK);
        (await tenant.Scim.PatchAsync($"Users/{ben}", take)).Expect(HttpStatusCode.OK);
        await tenant.AccountIsAsync(
            ann, account => Assert.Equal("new.address@acme.example", Text(account, "workEmail")), "she has a new one");
        await tenant.AccountIsAsync(ben, account => Assert.Equal(email, Text(account, "workEmail")), "he took hers");
    }

    [SkippableFact]
    public async Task A_rehired_person_gets_a_new_account_with_the_attributes_pushed_then()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (first, email) = await tenant.PushAsync("Ann");
        var group = await tenant.PushGroupAsync("Sales", "jobs.view", first);
        await tenant.AccountIsAsync(first, account => HasAccess(account, group, "jobs.view"), "hired");
        (await tenant.Scim.DeleteAsync($"Users/{first}")).Expect(HttpStatusCode.NoContent);
        await tenant.NoAccountAsync(first);

        var (second, _) = await tenant.PushAsync("Anna", user =>
        {
            user["userName"] = email;
            user["emails"]![0]!["value"] = email;
        });
        Assert.NotEqual(first, second);
        await tenant.AccountIsAsync(second, account =>
        {
            Assert.Equal((email, "Anna"), (Text(account, "workEmail"), Text(account, "firstName")));
            HasAccess(account, null);
        }, "hired again");
        Assert.True((await tenant.LoginAsync(email))["allowed"]!.GetValue<bool>());
    }
}
