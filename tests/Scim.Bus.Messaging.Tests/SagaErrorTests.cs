using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests;

/// <summary>A saga whose command was set aside says so, and goes on when the command is retried.</summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class SagaErrorTests(RabbitMqFixture rabbit)
{
    private const string Queue = "accounts-apply-account";
    private const string Envelope = "application/vnd.masstransit+json";

    [SkippableFact]
    public async Task A_saga_whose_command_was_set_aside_is_faulted_and_is_retried_with_it()
    {
        await using var site = await Site.CreateAsync(await rabbit.GetAsync());
        await site.StartAsync("Ingress");
        // The saga sends no second command, however slow this machine is.
        await site.StartAsync("Provisioning", ("Provisioning__AnswerTimeout", "01:00:00"));
        var user = await site.PushUserAsync("ann@acme.example");
        await using var raw = await RawBroker.ConnectAsync(site.VirtualHost);
        var command = await Eventually.Get(
            async () => await raw.TakeAsync(Queue) is { } taken ? new Taken(taken.MessageId!, taken.Body) : null);
        var broken = JsonNode.Parse(command.Body)!;
        broken["message"]!["profile"] = "not a profile";

        await raw.PutAsync(Queue, command.MessageId, Encoding.UTF8.GetBytes(broken.ToJsonString()), Envelope);
        await site.StartAsync("Accounts");
        var errors = site.Errors("Accounts");
        var error = await Eventually.Get(async () => (await errors.ListAsync()).SingleOrDefault());
        await Eventually.Be(async () => Assert.Equal("Faulted", (await site.SagaAsync(user))["state"]!.GetValue<string>()));
        Assert.Equal(
            $"The command was set aside as error {ErrorClient.IdOf(error)}.",
            (await site.SagaAsync(user))["fault"]!["reason"]!.GetValue<string>());
        Assert.Empty(await site.UsersWithAccountsAsync());

        Assert.Equal(HttpStatusCode.Accepted, await errors.RetryAsync(ErrorClient.IdOf(error)));
        await Eventually.Be(async () => Assert.Equal("InSync", (await site.SagaAsync(user))["state"]!.GetValue<string>()));
        Assert.Equal([user], await site.UsersWithAccountsAsync());
        // The command itself is as broken as before.
        await Eventually.Be(async () => Assert.Equal(2, Assert.Single(await errors.ListAsync())["attempts"]!.GetValue<int>()));
    }

    private sealed record Taken(string MessageId, byte[] Body);
}
