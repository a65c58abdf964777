using System.Net;
using System.Text.Json.Nodes;
using NJsonSchema;
using Scim.Bus.EndToEnd.Tests.Deployments;
using static Scim.Bus.EndToEnd.Tests.Promises.PromiseTenant;

namespace Scim.Bus.EndToEnd.Tests.Promises;

/// <summary>What downstream services are promised: they subscribe with nothing but RabbitMQ and JSON, and can catch up.</summary>
[Trait("Needs", "Processes")]
[Collection(DistributedTests.Name)]
public sealed class SubscriberPromises(RabbitMqFixture rabbit, SharedDistributed shared)
{
    [SkippableFact]
    public async Task A_subscriber_binds_a_queue_to_an_exchange_and_reads_JSON()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        await using var subscriber = await SubscriberAsync("Scim.Bus.Contracts:UserProvisioned");
        var (ann, email) = await tenant.PushAsync("Ann");
        await Eventually.Be(() =>
        {
            var message = Assert.Single(subscriber.Messages, message => Text(message["message"], "user") == ann)["message"]!;
            Assert.Equal((email, "Ann"), (Text(message["profile"], "workEmail"), Text(message["profile"], "givenName")));
        });
    }

    [SkippableFact]
    public async Task Messages_on_the_wire_match_the_published_schemas()
    {
        var schemas = new Dictionary<string, JsonSchema>();
        foreach (var file in Directory.GetFiles(RepositoryRoot.PathTo("contracts", "schemas")))
            schemas[Path.GetFileNameWithoutExtension(file)] = await JsonSchema.FromFileAsync(file);
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        await using var subscriber = await SubscriberAsync(
            [.. schemas.Keys.Where(name => name != "Envelope").Select(name => $"Scim.Bus.Contracts:{name}")]);

        var (ann, email) = await tenant.PushAsync("Ann");
        await tenant.AccountIsAsync(ann, account => HasAccess(account, null), "what follows changes her account");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann);
        var finance = await tenant.PushGroupAsync("Finance", "offers.view");
        await tenant.AddAsync(finance, ann);
        (await tenant.Scim.PatchAsync($"Groups/{sales}", """{"op":"replace","path":"displayName","value":"Revenue"}"""))
            .Expect(HttpStatusCode.OK);
        (await tenant.Scim.PatchAsync($"Users/{ann}", """{"op":"replace","path":"name.givenName","value":"Anna"}"""))
            .Expect(HttpStatusCode.OK);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, finance, "offers.view"), "all has settled");
        (await tenant.Scim.PatchAsync(
            $"Users/{ann}", """{"op":"replace","value":{"active":false,"timezone":"GMT+1"}}""")).Expect(HttpStatusCode.BadRequest);
        await Eventually.Be(() => Assert.Contains("welcome", tenant.MailsTo(email)));
        (await tenant.Scim.DeleteAsync($"Groups/{sales}")).Expect(HttpStatusCode.NoContent);
        (await tenant.Scim.DeleteAsync($"Users/{ann}")).Expect(HttpStatusCode.NoContent);
        await tenant.NoAccountAsync(ann);
        await tenant.ConfigureAsync("""{"upnLogin":true}""");
        (await tenant.Admin.SendAsync(HttpMethod.Post, "replays", [])).Expect(HttpStatusCode.Accepted);

        // An account needs an e-mail address, so the saga faults.
        await tenant.PushAsync("Nomail", user =>
        {
            user["userName"] = $"no-address-{Guid.NewGuid():n}";
            user.Remove("emails");
        });
        await Eventually.Be(
            () => Assert.Equal(
                schemas.Keys.Where(name => name != "Envelope").Order(), subscriber.Messages.Select(TypeOf).Distinct().Order()));
        Assert.All(subscriber.Messages, message =>
        {
            Assert.Empty(schemas["Envelope"].Validate(message.ToJsonString()));
            Assert.Empty(schemas[TypeOf(message)].Validate(message["message"]!.ToJsonString()));
            var members = ((JsonObject)message["message"]!).Select(member => member.Key);
            Assert.Empty(members.Except(schemas[TypeOf(message)].Properties.Keys));
        });
    }

    [SkippableFact]
    public async Task A_late_subscriber_gets_the_current_state_replayed_to_its_own_queue()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (ann, _) = await tenant.PushAsync("Ann");
        var (ben, _) = await tenant.PushAsync("Ben");
        var (gone, _) = await tenant.PushAsync("Gone");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann);
        (await tenant.Scim.DeleteAsync($"Users/{gone}")).Expect(HttpStatusCode.NoContent);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "all has settled");
        await Eventually.Be(async () => Assert.Equal(2, await CreationsAsync()), because: "she was created, and added to a group");

        await using var late = await SubscriberAsync();
        await using var other = await SubscriberAsync("Scim.Bus.Contracts:UserProvisioned");
        var begun = (await tenant.Admin.SendAsync(HttpMethod.Post, "replays", new JsonObject { ["queue"] = late.Queue, ["rate"] = 50 }))
            .Expect(HttpStatusCode.Accepted).Body;
        var replay = Text(begun, "replayId")!;

        await Eventually.Be(
            () => Assert.Contains(late.Messages, message => TypeOf(message) == "ReplayCompleted"), because: "the replay ends");
        Assert.All(late.Messages, message => Assert.Equal(replay, Text(message["headers"], "Scim-Bus-Replay")));
        Assert.Equal(new[] { ann, ben }.Order(), Received("UserProvisioned").Select(message => Text(message, "user")).Order());
        Assert.Equal(sales, Text(Assert.Single(Received("GroupProvisioned")), "group"));
        var member = Assert.Single(Assert.Single(Received("GroupMembershipChanged"))["added"]!.AsArray());
        Assert.Equal((ann, sales), (Text(member, "user"), Text(member, "effectiveGroup")));
        var completed = Assert.Single(Received("ReplayCompleted"));
        Assert.Equal((2, 1), (completed["users"]!.GetValue<int>(), completed["groups"]!.GetValue<int>()));
        await DoneAsync(tenant, replay);
        Assert.DoesNotContain(other.Messages, message => Text(message["message"], "user") == ann);
        Assert.Equal(2, await CreationsAsync());

        async Task<int> CreationsAsync() =>
            (await tenant.Admin.TimelineAsync(ann)).Count(line => Text(line, "step") is "directory" or "membership");
        IEnumerable<JsonNode> Received(string type) =>
            late.Messages.Where(message => TypeOf(message) == type).Select(message => message["message"]!);
    }

    [SkippableFact]
    public async Task Case_36_a_replay_sends_the_types_that_were_asked_for_from_each_service_its_own()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (ann, email) = await tenant.PushAsync("Ann");
        var (ben, _) = await tenant.PushAsync("Ben");
        var sales = await tenant.PushGroupAsync("Sales", "jobs.view", ann);
        await tenant.AccountIsAsync(ann, account => HasAccess(account, sales, "jobs.view"), "all has settled");
        await tenant.SagaIsAsync(ben, "InSync");
        await using var late = await SubscriberAsync();
        var request = new JsonObject { ["queue"] = late.Queue, ["types"] = new JsonArray("accounts", "access") };
        var begun = (await tenant.Admin.SendAsync(HttpMethod.Post, "replays", request)).Expect(HttpStatusCode.Accepted).Body;
        var replay = Text(begun, "replayId")!;
        await Eventually.Be(
            () => Assert.Contains(late.Messages, message => TypeOf(message) == "ReplayCompleted"), because: "the replay ends");

        Assert.All(late.Messages, message => Assert.Equal(replay, Text(message["headers"], "Scim-Bus-Replay")));
        Assert.Equal(
            ["AccessGroupApplied", "AccountProvisioned", "ReplayCompleted"], late.Messages.Select(TypeOf).Distinct().Order());
        Assert.Equal(new[] { ann, ben }.Order(), Of("AccountProvisioned").Select(message => Text(message, "user")).Order());
        Assert.Contains(Of("AccountProvisioned"), message => Text(message["state"], "workEmail") == email);
        var access = Of("AccessGroupApplied").Single(message => Text(message, "user") == ann);
        Assert.Equal((sales, "jobs.view"), (Text(access, "group"), access["permissions"]![0]!.GetValue<string>()));
        var completed = Of("ReplayCompleted").Single();
        Assert.Equal("""["accounts","access"]""", completed["types"]!.ToJsonString());
        Assert.Equal((0, 2), (completed["users"]!.GetValue<int>(), completed["accounts"]!.GetValue<int>()));
        Assert.Equal(2, (await DoneAsync(tenant, replay))["accounts"]!.GetValue<int>());

        var other = new JsonObject { ["types"] = new JsonArray("mails") };
        (await tenant.Admin.SendAsync(HttpMethod.Post, "replays", other)).Expect(HttpStatusCode.BadRequest);
        (await tenant.Admin.SendAsync(HttpMethod.Post, "replays", new JsonObject { ["types"] = new JsonArray() }))
            .Expect(HttpStatusCode.BadRequest);

        IEnumerable<JsonNode> Of(string type) =>
            late.Messages.Where(message => TypeOf(message) == type).Select(message => message["message"]!);
    }

    [SkippableFact]
    public async Task A_replay_to_all_reaches_every_subscriber_and_changes_nothing()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var (ann, email) = await tenant.PushAsync("Ann");
        await tenant.SagaIsAsync(ann, "InSync");
        var before = (await tenant.Admin.AccountOfAsync(ann))!.ToJsonString();
        await using var subscriber = await SubscriberAsync("Scim.Bus.Contracts:UserProvisioned", "Scim.Bus.Contracts:ReplayCompleted");
        (await tenant.Admin.SendAsync(HttpMethod.Post, "replays", [])).Expect(HttpStatusCode.Accepted);
        await Eventually.Be(() => Assert.Contains(subscriber.Messages, message => TypeOf(message) == "ReplayCompleted"));
        Assert.Contains(subscriber.Messages, message => Text(message["message"], "user") == ann);
        Assert.Equal(before, (await tenant.Admin.AccountOfAsync(ann))!.ToJsonString());
        Assert.DoesNotContain("moved", tenant.MailsTo(email));
    }

    [SkippableFact]
    public async Task A_missing_queue_and_an_absurd_rate_are_refused()
    {
        using var tenant = await PromiseTenant.CreateAsync(rabbit, shared);
        var answer = await tenant.Admin.SendAsync(HttpMethod.Post, "replays", new JsonObject { ["queue"] = "no-such-queue" });
        Assert.Contains("no-such-queue", Text(answer.Expect(HttpStatusCode.BadRequest).Body, "detail"), StringComparison.Ordinal);
        (await tenant.Admin.SendAsync(HttpMethod.Post, "replays", new JsonObject { ["rate"] = 0 })).Expect(HttpStatusCode.BadRequest);
    }

    private static string TypeOf(JsonNode message) => message["messageType"]![0]!.GetValue<string>().Split(':')[^1];

    /// <summary>The run, once it is done: a subscriber may hear of its end first.</summary>
    private static Task<JsonObject> DoneAsync(PromiseTenant tenant, string replay) => Eventually.Get(
        async () =>
        {
            var view = (await tenant.Admin.SendAsync(HttpMethod.Get, $"replays/{replay}")).Body;
            return Text(view, "state") == "done" ? view : null;
        },
        because: "the replay is done");

    private async Task<RawSubscriber> SubscriberAsync(params string[] exchanges) =>
        await RawSubscriber.StartAsync((await shared.GetAsync(rabbit)).Broker, exchanges);
}
