using System.Net;
using Scim.Bus.EndToEnd.Tests.Deployments;
using static Scim.Bus.EndToEnd.Tests.Promises.PromiseTenant;

namespace Scim.Bus.EndToEnd.Tests.Promises;

/// <summary>What Pinpoint promises of e-mails.</summary>
[Trait("Needs", "Processes")]
[Collection(DistributedTests.Name)]
public sealed class NotificationPromises(RabbitMqFixture rabbit, SharedDistributed shared)
{
    private const string Off = """{"op":"replace","path":"active","value":false}""";
    private const string On = """{"op":"replace","path":"active","value":true}""";

    [SkippableTheory]
    [InlineData(false, "Welcome to Pinpoint")]
    [InlineData(true, "Acme Ltd invites you to recruit in Pinpoint")]
    public async Task People_are_told_each_transition_once_in_words_for_them_and_in_their_time(bool isExternal, string welcome)
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared, """{"name":"Acme Ltd","removalGraceSeconds":0}""");
        var (ann, email) = await tenant.PushAsync("Ann", user =>
        {
            user["timezone"] = "Pacific/Auckland";
            if (isExternal)
                user["userType"] = "External Recruiter";
        });
        await MailedAsync(tenant, email, "welcome");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann);
        var finance = await tenant.PushGroupAsync("Finance", "offers.view");
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "her first group is no move");
        await tenant.AddAsync(finance, ann);
        await MailedAsync(tenant, email, "moved", "welcome");
        (await tenant.Scim.PatchAsync($"Users/{ann}", Off)).Expect(HttpStatusCode.OK);
        await MailedAsync(tenant, email, "moved", "removed", "welcome");
        (await tenant.Scim.PatchAsync($"Users/{ann}", On)).Expect(HttpStatusCode.OK);
        await MailedAsync(tenant, email, "moved", "reactivated", "removed", "welcome");

        Assert.Equal(welcome, Assert.Single(tenant.MailsTo(email, "welcome")).Subject);
        Assert.All((string[])["moved", "removed", "reactivated"], kind =>
        {
            var mail = Assert.Single(tenant.MailsTo(email, kind));
            Assert.Equal(isExternal, mail.TextBody!.Contains("Acme Ltd", StringComparison.Ordinal));
            Assert.Contains("(Pacific/Auckland)", mail.TextBody, StringComparison.Ordinal);
            Assert.Contains("(Pacific/Auckland)", mail.HtmlBody!, StringComparison.Ordinal);
        });
    }

    [SkippableFact]
    public async Task Leaving_a_group_removes_its_permissions_at_once_and_the_mail_waits()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared, """{"removalGraceSeconds":3600}""");
        var (ann, email) = await tenant.PushAsync("Ann");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "she is in");
        await MailedAsync(tenant, email, "welcome");
        await tenant.RemoveAsync(sales, ann);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, null), "she left");
        await tenant.SagaIsAsync(ann, "InSync");
        Assert.Equal(["welcome"], tenant.MailsTo(email));
    }

    [SkippableFact]
    public async Task A_tenant_may_choose_that_a_move_never_interrupts()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared, """{"removalGraceSeconds":3600,"keepAccessDuringGrace":true}""");
        var (ann, email) = await tenant.PushAsync("Ann");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann);
        var finance = await tenant.PushGroupAsync("Finance", "offers.view");
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "she is in her first group");

        await tenant.RemoveAsync(sales, ann);
        await LeftAsync(tenant, ann, sales);
        HasAccess((await tenant.Admin.AccountOfAsync(ann))!, sales, "jobs.view");
        await tenant.AddAsync(finance, ann);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, finance, "offers.view"), "she was moved");
        await MailedAsync(tenant, email, "moved", "welcome");
        Assert.Equal(0, await LossesAsync(tenant, ann));

        await tenant.ConfigureAsync("""{"removalGraceSeconds":2}""");
        await tenant.RemoveAsync(finance, ann);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, null), "the grace has passed");
        await MailedAsync(tenant, email, "moved", "removed", "welcome");
        await Eventually.Be(async () => Assert.Equal(1, await LossesAsync(tenant, ann)), because: "that is one loss of access");
    }

    [SkippableFact]
    public async Task Admins_get_one_mail_about_the_notices_that_are_still_open()
    {
        var (pat, kim) = ($"pat.{Guid.NewGuid():n}@acme.example", $"kim.{Guid.NewGuid():n}@acme.example");
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared, $$"""{"name":"Acme Ltd","adminEmails":["{{pat}}","{{kim}}"]}""");
        var (ann, annsEmail) = await tenant.PushAsync("Ann");
        var (ben, bensEmail) = await tenant.PushAsync("Ben");
        // Notifications is paused, so that everything reaches it at once: a gap between the pushes would make two digests.
        using (tenant.Freeze(DistributedDeployment.Notifications))
        {
            await tenant.PushGroupAsync("Configured", "jobs.view");
            var groups = new List<string>();
            for (var i = 0; i < 30; i++)
                groups.Add(await tenant.PushGroupAsync($"Waiting {i:00}", null, i < 2 ? [ann] : []));
            await tenant.AddAsync(groups[3], ben);
            await tenant.AddAsync(groups[4], ben);
            await tenant.RemoveAsync(groups[3], ben);
        }

        foreach (var admin in (string[])[pat, kim])
        {
            await MailedAsync(tenant, admin, "digest");
            var mail = Assert.Single(tenant.MailsTo(admin, "digest"));
            Assert.Equal("Pinpoint: 31 items need your attention at Acme Ltd", mail.Subject);
            foreach (var text in (string[])[mail.TextBody!, mail.HtmlBody!])
            {
                Assert.Contains($"{annsEmail}: Waiting 01 applies; also a member of Waiting 00", text, StringComparison.Ordinal);
                Assert.DoesNotContain(bensEmail, text, StringComparison.Ordinal);
                Assert.DoesNotContain("Configured", text, StringComparison.Ordinal);
                Assert.Contains("Waiting 24", text, StringComparison.Ordinal);
                Assert.Contains("and 5 more", text, StringComparison.Ordinal);
            }
        }

        await tenant.PushGroupAsync("Late");
        await MailedAsync(tenant, pat, "digest", "digest");
        Assert.Contains("- Late", tenant.MailsTo(pat, "digest")[^1].TextBody!, StringComparison.Ordinal);
        Assert.DoesNotContain("Waiting", tenant.MailsTo(pat, "digest")[^1].TextBody!, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_tenant_may_switch_mails_off()
    {
        using var tenant = await PromiseTenant.CreateAsync(
            rabbit, shared, """{"welcomeEmails":false,"changeEmails":false,"removalGraceSeconds":0}""");
        var (ann, email) = await tenant.PushAsync("Ann");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann);
        var finance = await tenant.PushGroupAsync("Finance", "offers.view");
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "in");
        await tenant.AddAsync(finance, ann);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, finance, "offers.view"), "moved");
        (await tenant.Scim.PatchAsync($"Users/{ann}", Off)).Expect(HttpStatusCode.OK);
        await tenant.AccountIsAsync(ann, account => Assert.False(account["active"]!.GetValue<bool>()), "out");

        // A user pushed after her gets a mail once mails are switched on again. By then hers would have arrived too.
        await tenant.ConfigureAsync("""{"welcomeEmails":true}""");
        var probes = new List<string>();
        await Eventually.Be(async () =>
        {
            probes.Add((await tenant.PushAsync("Probe")).Email);
            Assert.Contains(probes, probe => tenant.MailsTo(probe) is ["welcome"]);
        });
        Assert.Empty(tenant.MailsTo(email));
    }

    private static Task MailedAsync(PromiseTenant tenant, string email, params string[] kinds) =>
        Eventually.Be(() => Assert.Equal(kinds, tenant.MailsTo(email)), because: $"the mails are {string.Join(", ", kinds)}");

    /// <summary>Number of lines in the provisioning log that say the user has no Access Group.</summary>
    private static async Task<int> LossesAsync(PromiseTenant tenant, string user) =>
        (await tenant.Admin.TimelineAsync(user))
            .Count(line => Text(line, "step") == "access" && Text(line, "detail")!.Contains("no Access Group", StringComparison.Ordinal));

    /// <summary>Passes once the saga knows that the user is in no group.</summary>
    private static Task LeftAsync(PromiseTenant tenant, string user, string group) => Eventually.Be(
        async () =>
        {
            var saga = (await tenant.Admin.SendAsync(HttpMethod.Get, $"sagas/{user}")).Expect(HttpStatusCode.OK).Body;
            Assert.Equal(("InSync", group), (Text(saga, "state"), Text(saga["desired"], "group")));
            Assert.NotNull(saga["revokeAccessAt"]);
        },
        because: "the grace has begun");
}
