using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.EndToEnd.Tests.Deployments;
using static Scim.Bus.EndToEnd.Tests.Promises.PromiseTenant;

namespace Scim.Bus.EndToEnd.Tests.Promises;

/// <summary>What Pinpoint promises when an account cannot be made what was pushed.</summary>
[Trait("Needs", "Processes")]
[Collection(DistributedTests.Name)]
public sealed class AccountRefusalPromises(RabbitMqFixture rabbit, SharedDistributed shared)
{
    [SkippableFact]
    public async Task An_admin_learns_who_could_not_be_provisioned_and_why_and_retries()
    {
        var pat = $"pat.{Guid.NewGuid():n}@acme.example";
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared, $$"""{"adminEmails":["{{pat}}"]}""");
        var manual = (await tenant.Admin.SendAsync(
            HttpMethod.Post, "accounts", new JsonObject { ["workEmail"] = "kim@acme.example", ["upn"] = "ann.upn" }))
            .Expect(HttpStatusCode.Created).Id;
        var (ann, email) = await tenant.PushAsync("Ann", user => user["userName"] = "ann.upn");

        await tenant.SagaIsAsync(ann, "Faulted");
        Assert.Null(await tenant.Admin.AccountOfAsync(ann));
        await Eventually.Be(
            async () => Assert.Contains(
                await tenant.Admin.TimelineAsync(ann),
                line => Text(line, "outcome") == "failed" && Text(line, "detail")!.Contains("UPN", StringComparison.Ordinal)),
            because: "the log says why");
        var reason = $"step account: The user's UPN already belongs to another account: {manual}";
        await Eventually.Be(
            () => Assert.Contains(tenant.MailsTo(pat, "digest"), mail => mail.TextBody!.Contains(reason, StringComparison.Ordinal)),
            because: "the admin is told why");

        (await tenant.Admin.SendAsync(HttpMethod.Patch, $"accounts/{manual}", new JsonObject { ["upn"] = "kim.upn" }))
            .Expect(HttpStatusCode.OK);
        (await tenant.Admin.SendAsync(HttpMethod.Post, $"sagas/{ann}/retry")).Expect(HttpStatusCode.Accepted);
        await tenant.AccountIsAsync(
            ann, account => Assert.Equal((email, "ann.upn"), (Text(account, "workEmail"), Text(account, "upn"))), "it was tried again");
        await tenant.SagaIsAsync(ann, "InSync");
    }

    [SkippableFact]
    public async Task Access_is_removed_even_if_the_rest_of_the_push_is_refused()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        foreach (var email in (string[])["kim@acme.example", "lou@acme.example"])
            (await tenant.Admin.SendAsync(HttpMethod.Post, "accounts", new JsonObject { ["workEmail"] = email }))
                .Expect(HttpStatusCode.Created);
        var ((ann, annsEmail), (ben, _)) = (await tenant.PushAsync("Ann"), await tenant.PushAsync("Ben"));
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann, ben);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "she is in");
        await tenant.AccountIsAsync(ben, account => HasAccess(account, sales, "jobs.view"), "he is in");

        // Their new addresses are other accounts', so that these pushes can't be carried out.
        (await tenant.Scim.PatchAsync($"Users/{ann}", NewEmail("kim@acme.example"))).Expect(HttpStatusCode.OK);
        (await tenant.Scim.PatchAsync($"Users/{ben}", NewEmail("lou@acme.example"))).Expect(HttpStatusCode.OK);
        (await tenant.Scim.PatchAsync($"Users/{ann}", """{"op":"replace","path":"active","value":false}""")).Expect(HttpStatusCode.OK);
        await tenant.RemoveAsync(sales, ben);
        await tenant.AccountIsAsync(ann, account => Assert.False(account["active"]!.GetValue<bool>()), "she was deactivated");
        Assert.False((await tenant.LoginAsync(annsEmail))["allowed"]!.GetValue<bool>());
        await tenant.AccountIsAsync(ben, account => HasAccess(account, null), "he left his group");
        // Somebody who is deactivated holds no login, so her new address collides with nobody's any more. His still does.
        await tenant.SagaIsAsync(ann, "InSync");
        await tenant.SagaIsAsync(ben, "Faulted");

        static string NewEmail(string email) => $$"""{"op":"replace","path":"emails[type eq \"work\"].value","value":"{{email}}"}""";
    }

    [SkippableFact]
    public async Task An_account_that_could_not_be_linked_stays_as_it_is()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var email = $"ann.{Guid.NewGuid():n}@acme.example";
        var manual = (await tenant.Admin.SendAsync(
            HttpMethod.Post, "accounts", new JsonObject { ["workEmail"] = email, ["firstName"] = "Nan" }))
            .Expect(HttpStatusCode.Created).Id;
        (await tenant.Admin.SendAsync(
            HttpMethod.Post, "accounts", new JsonObject { ["workEmail"] = "kim@acme.example", ["upn"] = "ann.upn" }))
            .Expect(HttpStatusCode.Created);
        var (ann, _) = await tenant.PushAsync("Ann", user =>
        {
            user["userName"] = "ann.upn";
            user["emails"]![0]!["value"] = email;
        });
        await tenant.SagaIsAsync(ann, "Faulted");

        (await tenant.Scim.DeleteAsync($"Users/{ann}")).Expect(HttpStatusCode.NoContent);
        await tenant.SagaIsAsync(ann, "Deprovisioned");
        var account = (await tenant.Admin.SendAsync(HttpMethod.Get, $"accounts/{manual}")).Expect(HttpStatusCode.OK).Body;
        Assert.Equal((email, "Nan", null), (Text(account, "workEmail"), Text(account, "firstName"), Text(account, "userId")));
    }
}
