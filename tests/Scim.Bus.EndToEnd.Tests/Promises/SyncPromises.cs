using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.EndToEnd.Tests.Deployments;
using static Scim.Bus.EndToEnd.Tests.Promises.PromiseTenant;

namespace Scim.Bus.EndToEnd.Tests.Promises;

/// <summary>What Pinpoint promises of automatic sync, of choosing groups, and of edits by hand.</summary>
[Trait("Needs", "Processes")]
[Collection(DistributedTests.Name)]
public sealed class SyncPromises(RabbitMqFixture rabbit, SharedDistributed shared)
{
    [SkippableFact]
    public async Task With_automatic_sync_off_an_admin_looks_first_chooses_groups_and_syncs()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared, """{"automaticSync":false}""");
        var (ann, _) = await tenant.PushAsync("Ann");
        var (ben, _) = await tenant.PushAsync("Ben");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann);
        await tenant.PushGroupAsync("Finance", null, ben);
        await tenant.SagaIsAsync(ann, "OnHold");
        await tenant.SagaIsAsync(ben, "OnHold");
        Assert.Null(await tenant.Admin.AccountOfAsync(ann));

        var all = await tenant.SyncAsync("""{"dryRun":true}""");
        Assert.Equal(new[] { ann, ben }.Order(), Users(all, "create"));
        Assert.Null(all["syncId"]);

        await tenant.ConfigureAsync($$"""{"groupsToSync":["{{sales}}"]}""");
        await Eventually.Be(async () => Assert.Equal([ann], Users(await tenant.SyncAsync("""{"dryRun":true}"""), "create")));
        Assert.Null(await tenant.Admin.AccountOfAsync(ann));

        var run = await tenant.SyncAsync("""{"dryRun":false}""");
        Assert.Equal([ann], Users(run, "create"));
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "the chosen group was synced");
        await Eventually.Be(
            async () =>
            {
                var progress = (await tenant.Admin.SendAsync(HttpMethod.Get, $"sync/{Text(run, "syncId")}")).Expect(HttpStatusCode.OK).Body;
                Assert.Equal("done", Text(progress, "state"));
                Assert.Equal(
                    (1, 1L, 0L),
                    (progress["create"]!.GetValue<int>(), progress["done"]!.GetValue<long>(), progress["faulted"]!.GetValue<long>()));
            });
        Assert.Null(await tenant.Admin.AccountOfAsync(ben));
        var again = await tenant.SyncAsync("""{"dryRun":true}""");
        Assert.Equal((0, 0, 0), (again["create"]!.AsArray().Count, again["change"]!.AsArray().Count, again["remove"]!.AsArray().Count));
    }

    [SkippableFact]
    public async Task While_automatic_sync_is_off_accounts_are_left_alone_and_switching_it_on_catches_up()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (ann, _) = await tenant.PushAsync("Ann");
        var (ben, _) = await tenant.PushAsync("Ben");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ben);
        await tenant.AccountIsAsync(ann, account => Assert.Equal("Ann", Text(account, "firstName")), "it was created");
        await tenant.AccountIsAsync(ben, account => HasAccess(account, sales, "jobs.view"), "he is in his group");

        await tenant.ConfigureAsync("""{"automaticSync":false}""");
        await Eventually.Be(
            async () =>
            {
                // The setting travels over the bus; pushes before it came are still followed.
                var (probe, _) = await tenant.PushAsync("Probe");
                await Eventually.Be(
                    async () => Assert.NotNull((await tenant.Admin.SendAsync(HttpMethod.Get, $"sagas/{probe}")).Body["state"]));
                Assert.Equal("OnHold", Text((await tenant.Admin.SendAsync(HttpMethod.Get, $"sagas/{probe}")).Body, "state"));
            });
        (await tenant.Scim.PatchAsync($"Users/{ann}", """{"op":"replace","path":"name.givenName","value":"Anna"}"""))
            .Expect(HttpStatusCode.OK);
        (await tenant.Scim.DeleteAsync($"Groups/{sales}")).Expect(HttpStatusCode.NoContent);
        await tenant.SagaIsAsync(ann, "OnHold");
        await tenant.SagaIsAsync(ben, "OnHold");
        Assert.Equal("Ann", Text(await tenant.Admin.AccountOfAsync(ann), "firstName"));
        HasAccess((await tenant.Admin.AccountOfAsync(ben))!, sales, "jobs.view");

        await tenant.ConfigureAsync("""{"automaticSync":true}""");
        await tenant.AccountIsAsync(ben, account => HasAccess(account, null), "his group is gone");
        await tenant.AccountIsAsync(ann, account => Assert.Equal("Anna", Text(account, "firstName")), "it caught up");
    }

    [SkippableFact]
    public async Task Leaving_the_chosen_groups_removes_access_and_returning_restores_it()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (ann, email) = await tenant.PushAsync("Ann");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann);
        var finance = await tenant.PushGroupAsync("Finance", "offers.view");
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "all groups are synced");

        await tenant.ConfigureAsync($$"""{"groupsToSync":["{{finance}}"]}""");
        await tenant.AccountIsAsync(ann, account => HasAccess(account, null), "her group is not chosen any more");
        Assert.False((await tenant.LoginAsync(email))["allowed"]!.GetValue<bool>());

        await tenant.AddAsync(finance, ann);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, finance, "offers.view"), "she is in a chosen group");
        Assert.True((await tenant.LoginAsync(email))["allowed"]!.GetValue<bool>());
    }

    [SkippableFact]
    public async Task Edits_by_hand_stay_are_reported_with_who_made_them_and_only_a_forced_sync_overwrites_them()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (ann, _) = await tenant.PushAsync("Ann");
        await tenant.SagaIsAsync(ann, "InSync");
        var account = (await tenant.Admin.AccountOfAsync(ann))!;
        (await tenant.Admin.SendAsync(
            HttpMethod.Patch, $"accounts/{Text(account, "id")}", new JsonObject { ["firstName"] = "Nan" })).Expect(HttpStatusCode.OK);

        (await tenant.Scim.PatchAsync($"Users/{ann}", """{"op":"replace","path":"name.familyName","value":"Leigh"}"""))
            .Expect(HttpStatusCode.OK);
        await tenant.AccountIsAsync(
            ann, now => Assert.Equal(("Nan", "Leigh"), (Text(now, "firstName"), Text(now, "lastName"))), "only what was pushed changed");
        await tenant.SagaIsAsync(ann, "InSync");
        Assert.Empty(Users(await tenant.SyncAsync("""{"dryRun":true}"""), "change"));

        (await tenant.Admin.SendAsync(HttpMethod.Post, "drift")).Expect(HttpStatusCode.Accepted);
        await Eventually.Be(
            async () =>
            {
                var item = Assert.Single(await tenant.Admin.ListAsync("drift/items", "kind eq \"edited\""));
                Assert.Equal(ann, Text(item, "userId"));
                Assert.Equal(("firstName", "the operator's key"), (Text(item["edits"]![0], "field"), Text(item["edits"]![0], "by")));
                Assert.Equal(1, (await tenant.Admin.SendAsync(HttpMethod.Get, "drift")).Body["counts"]!["edited"]!.GetValue<int>());
            });

        Assert.Equal([ann], Users(await tenant.SyncAsync("""{"force":true}"""), "change"));
        await tenant.AccountIsAsync(ann, now => Assert.Equal("Ann", Text(now, "firstName")), "the sync was forced");
        await tenant.SagaIsAsync(ann, "InSync");
        (await tenant.Admin.SendAsync(HttpMethod.Post, "drift")).Expect(HttpStatusCode.Accepted);
        await Eventually.Be(async () => Assert.Empty(await tenant.Admin.ListAsync("drift/items")), because: "there is no drift left");
    }
}
