using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.EndToEnd.Tests.Deployments;
using static Scim.Bus.EndToEnd.Tests.Promises.PromiseTenant;

namespace Scim.Bus.EndToEnd.Tests.Promises;

/// <summary>What Pinpoint promises of Access Groups.</summary>
[Trait("Needs", "Processes")]
[Collection(DistributedTests.Name)]
public sealed class AccessGroupPromises(RabbitMqFixture rabbit, SharedDistributed shared)
{
    [SkippableFact]
    public async Task Groups_become_Access_Groups_created_by_SCIM_which_an_admin_configures()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (ann, _) = await tenant.PushAsync("Ann");
        var sales = await tenant.PushGroupAsync("Sales", null, ann);
        await Eventually.Be(async () =>
        {
            var group = (await tenant.Admin.SendAsync(HttpMethod.Get, $"access-groups/{sales}")).Expect(HttpStatusCode.OK).Body;
            Assert.Equal(
                ("Sales", "scim", false), (Text(group, "displayName"), Text(group, "origin"), group["configured"]!.GetValue<bool>()));
            Assert.Equal(1, group["memberCount"]!.GetValue<int>());
        });
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales), "it may do nothing yet");

        var unknown = await tenant.Admin.SendAsync(
            HttpMethod.Put, $"access-groups/{sales}/settings", new JsonObject { ["permissions"] = new JsonArray("jobs.veiw") });
        Assert.Contains("jobs.veiw", Text(unknown.Expect(HttpStatusCode.BadRequest).Body, "detail"), StringComparison.Ordinal);

        (await tenant.Admin.SendAsync(HttpMethod.Put, $"access-groups/{sales}/settings", new JsonObject
        {
            ["permissions"] = new JsonArray("jobs.view"),
            ["visibilities"] = new JsonArray("location:London"),
            ["notifications"] = new JsonArray("application.received:email"),
        })).Expect(HttpStatusCode.OK);
        await tenant.AccountIsAsync(ann, account =>
        {
            HasAccess(account, sales, "jobs.view");
            Assert.Equal("location:London", account["visibilities"]![0]!.GetValue<string>());
            Assert.Equal("application.received:email", account["notifications"]![0]!.GetValue<string>());
        }, "her group was configured");
    }

    [SkippableTheory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task A_moved_user_gets_the_new_groups_permissions_in_either_order(bool addFirst, bool inOneBulk)
    {
        // On a busy machine more than the five seconds of the default may pass between the removal and the addition.
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared, """{"removalGraceSeconds":60}""");
        var (ann, email) = await tenant.PushAsync("Ann");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann);
        var finance = await tenant.PushGroupAsync("Finance", "offers.view");
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "she is in her first group");
        await Eventually.Be(() => Assert.Equal(["welcome"], tenant.MailsTo(email)));

        (string Group, string Operation)[] steps = [(finance, ScimClient.AddMember(ann)), (sales, ScimClient.RemoveMember(ann))];
        steps = addFirst ? steps : [.. steps.Reverse()];
        if (inOneBulk)
        {
            var answer = (await tenant.Scim.BulkPatchAsync([.. steps.Select(step => ($"Groups/{step.Group}", step.Operation))]))
                .Expect(HttpStatusCode.OK).Body;
            Assert.All(answer["Operations"]!.AsArray(), operation => Assert.Equal("200", Text(operation, "status")));
        }
        else
        {
            foreach (var (group, operation) in steps)
                (await tenant.Scim.PatchAsync($"Groups/{group}", operation)).Expect(HttpStatusCode.OK);
        }

        await tenant.AccountIsAsync(ann, account => HasAccess(account, finance, "offers.view"), "she was moved");
        await Eventually.Be(() => Assert.Equal(["moved", "welcome"], tenant.MailsTo(email)), because: "one move is one mail");
    }

    [SkippableFact]
    public async Task Each_user_has_one_Access_Group_the_one_added_last_and_falls_back_to_the_one_before()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (ann, _) = await tenant.PushAsync("Ann");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann);
        var finance = await tenant.PushGroupAsync("Finance", "offers.view");
        await tenant.AddAsync(finance, ann);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, finance, "offers.view"), "the last one counts");
        await Eventually.Be(
            async () => Assert.Contains(await tenant.Admin.TimelineAsync(ann), line => Text(line, "outcome") == "warning"),
            because: "the conflict is reported");
        var groups = (await tenant.Scim.GetAsync($"Users/{ann}")).Expect(HttpStatusCode.OK).Body["groups"]!.AsArray();
        Assert.Equal(2, groups.Count);

        (await tenant.Scim.DeleteAsync($"Groups/{finance}")).Expect(HttpStatusCode.NoContent);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "the earlier membership still stands");
    }

    [SkippableFact]
    public async Task A_tenant_may_have_a_second_group_refused()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared, """{"secondGroup":"reject"}""");
        var (ann, _) = await tenant.PushAsync("Ann");
        var (sales, finance) = (await tenant.PushGroupAsync("Sales", "jobs.view", ann), await tenant.PushGroupAsync("Finance"));
        (await tenant.Scim.PatchAsync($"Groups/{finance}", ScimClient.AddMember(ann))).Expect(HttpStatusCode.Conflict);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "her first group stands");
    }

    [SkippableFact]
    public async Task A_renamed_group_keeps_its_settings_and_a_deleted_one_takes_its_permissions_away()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (ann, _) = await tenant.PushAsync("Ann");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "configured");
        (await tenant.Scim.PatchAsync($"Groups/{sales}", """{"op":"replace","path":"displayName","value":"Revenue"}"""))
            .Expect(HttpStatusCode.OK);
        await tenant.AccountIsAsync(ann, account =>
        {
            HasAccess(account, sales, "jobs.view");
            Assert.Equal("Revenue", Text(account["accessGroup"], "displayName"));
        }, "a rename is only that");

        (await tenant.Scim.DeleteAsync($"Groups/{sales}")).Expect(HttpStatusCode.NoContent);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, null), "the group is gone");
        var again = await tenant.PushGroupAsync("Revenue", null, ann);
        Assert.NotEqual(sales, again);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, again), "a re-created group starts empty");
    }

    [SkippableFact]
    public async Task The_last_operation_of_a_PATCH_decides_who_is_a_member()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var ((ann, _), (ben, _)) = (await tenant.PushAsync("Ann"), await tenant.PushAsync("Ben"));
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann, ben);
        var finance = await tenant.PushGroupAsync("Finance", "offers.view");
        var operations = new[]
        {
            ScimClient.AddMember(ann), ScimClient.RemoveMember(ben), ScimClient.RemoveMember(ann), ScimClient.AddMember(ben),
        };
        (await tenant.Scim.PatchAsync($"Groups/{finance}", string.Join(',', operations))).Expect(HttpStatusCode.OK);
        await tenant.AccountIsAsync(ben, account => HasAccess(account, finance, "offers.view"), "he was added last");
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "she was removed last");
    }

    [SkippableFact]
    public async Task A_deleted_user_leaves_the_group()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (ann, _) = await tenant.PushAsync("Ann");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "she is in");
        (await tenant.Scim.DeleteAsync($"Users/{ann}")).Expect(HttpStatusCode.NoContent);
        await tenant.NoAccountAsync(ann);
        Assert.Empty((await tenant.Scim.GetAsync($"Groups/{sales}")).Expect(HttpStatusCode.OK).Body["members"]?.AsArray() ?? []);
        await Eventually.Be(
            async () => Assert.Equal(
                0, (await tenant.Admin.SendAsync(HttpMethod.Get, $"access-groups/{sales}")).Body["memberCount"]!.GetValue<int>()));
    }

    [SkippableFact]
    public async Task One_PATCH_or_PUT_can_move_many()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var ids = new List<string>();
        foreach (var name in (string[])["Ann", "Ben", "Cem", "Dee"])
            ids.Add((await tenant.PushAsync(name)).Id);
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ids[0], ids[1]);
        var put = ScimClient.Group("Sales");
        put["members"] = new JsonArray([.. ids.Skip(1).Take(2).Select(id => new JsonObject { ["value"] = id })]);
        (await tenant.Scim.PutAsync($"Groups/{sales}", put)).Expect(HttpStatusCode.OK);
        (await tenant.Scim.PatchAsync($"Groups/{sales}", $"{ScimClient.AddMember(ids[3])},{ScimClient.RemoveMember(ids[1])}"))
            .Expect(HttpStatusCode.OK);
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
            await tenant.AccountIsAsync(
                id, account => HasAccess(account, i >= 2 ? sales : null, i >= 2 ? ["jobs.view"] : []), $"member {i}");
    }
}
