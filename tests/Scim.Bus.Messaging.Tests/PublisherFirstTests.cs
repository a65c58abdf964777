using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>Messages wait for a service that has never run (I2), because publishers declare its queues.</summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class PublisherFirstTests(RabbitMqFixture rabbit)
{
    private const int Users = 25;

    [SkippableFact]
    public async Task Users_that_were_pushed_while_only_the_ingress_had_ever_run_get_their_accounts()
    {
        var broker = await rabbit.GetAsync();
        await using var site = await Site.CreateAsync(broker);
        await site.StartAsync("Ingress");
        await using var raw = await RawBroker.ConnectAsync(site.VirtualHost);
        // The first message declares the queues, and could be sent twice if that took long.
        var first = await site.PushUserAsync("first@acme.example");
        await Eventually.Be(async () => Assert.Equal(1u, await raw.CountAsync("provisioning-user")));
        var others = await Task.WhenAll(Enumerable.Range(1, Users - 1).Select(i => site.PushUserAsync($"early.{i}@acme.example")));
        string[] pushed = [first, .. others];
        await Eventually.Be(async () => Assert.Equal((uint)Users, await raw.CountAsync("provisioning-user")));

        // From here on, only the broker has the messages.
        await site["Ingress"].StopAsync();
        await site.StartAsync("Provisioning");
        await site.StartAsync("Accounts");

        await Eventually.Be(async () => Assert.Equal(pushed.Order(), (await site.UsersWithAccountsAsync()).Order()));
        // The commands to send mail wait for Notifications, which has still not run.
        await Eventually.Be(async () => Assert.Equal((uint)Users, await raw.CountAsync("notifications-notify-person")));
    }

    [SkippableFact]
    public async Task Every_message_waits_exactly_once_in_every_queue_that_must_receive_it()
    {
        var broker = await rabbit.GetAsync();
        var virtualHost = await broker.CreateVirtualHostAsync();
        await using var host = await StartPublisherAsync(virtualHost);
        var publisher = host.Services.GetRequiredService<IMessagePublisher>();
        var expected = CoreQueues.All
            .Select(queue => KeyValuePair.Create(queue.Name, queue.Messages.Count))
            .OrderBy(count => count.Key);

        foreach (var message in CoreQueues.All.SelectMany(queue => queue.Messages).Distinct())
            await publisher.PublishAsync(Blank(message), default);

        await using var raw = await RawBroker.ConnectAsync(virtualHost);
        var waiting = new Dictionary<string, int>();
        foreach (var (queue, _) in expected)
            waiting.Add(queue, (int)await raw.CountAsync(queue));
        Assert.Equal(expected, waiting.OrderBy(count => count.Key));
    }

    private static async Task<WebApplication> StartPublisherAsync(string virtualHost)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["ConnectionStrings:RabbitMq"] = virtualHost;
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddBus();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>Makes a message with only the members that serialization requires.</summary>
    private static PendingMessage Blank(Type type)
    {
        var message = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties().Where(property => property.PropertyType == typeof(Contracts.TenantId)))
            property.SetValue(message, Contracts.TenantId.Parse("acme", null));
        return new PendingMessage
        {
            MessageId = Guid.NewGuid(),
            Type = type.FullName!,
            Body = JsonSerializer.SerializeToElement(message, type, JsonSerializerOptions.Web),
            At = DateTimeOffset.UtcNow,
        };
    }
}
