using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Scim.Bus.Ingress.Directory.Storage;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Tests;

/// <summary>With little room left, only what keeps somebody out is taken.</summary>
public sealed class StorageReserveTests
{
    [Theory]
    [InlineData(true, "disk")]
    [InlineData(false, "wait to be published")]
    [Trait("Takes", "Seconds")]
    public async Task Only_deactivations_and_removals_are_taken_until_there_is_room(bool isDiskFull, string reason)
    {
        await using var host = await StartAsync();
        using var client = await host.NewTenantAsync();
        var reserve = host.Services.GetRequiredService<StorageReserve>();
        var watch = host.Services.GetRequiredService<StorageWatch>();
        var options = host.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        var (disk, waiting) = (options.MinFreeDisk, options.MaxWaiting);
        var ids = new List<string>();
        foreach (var name in (string[])["ann", "bob", "cem", "dee"])
            ids.Add(await client.User(name));
        var group = (await client.Post("Groups", TenantClient.GroupBody("g", ids[0], ids[1]))).Expect(201).Id;
        if (isDiskFull)
            options.MinFreeDisk = long.MaxValue;
        else
            options.MaxWaiting = 1;
        await watch.LookAsync(default);
        Assert.Contains(reason, reserve.Reason, StringComparison.Ordinal);

        var refused = (await client.Post("Users", TenantClient.UserBody("eve"))).Refused(503);
        Assert.Contains("Send it again", refused.Detail, StringComparison.Ordinal);
        Assert.Equal("5", Assert.Single(refused.Headers["Retry-After"]));
        (await client.Post("Groups", TenantClient.GroupBody("h"))).Refused(503);
        (await client.Patch($"Users/{ids[0]}", """{"op":"replace","path":"title","value":"x"}""")).Refused(503);
        (await client.Patch($"Groups/{group}", $$"""{"op":"add","path":"members","value":[{"value":"{{ids[2]}}"}]}""")).Refused(503);
        (await client.Put($"Groups/{group}", TenantClient.GroupBody("renamed", ids[0], ids[1]))).Refused(503);

        (await client.Patch($"Users/{ids[0]}", """{"op":"replace","path":"active","value":false}""")).Expect(200);
        (await client.Put($"Users/{ids[1]}", TenantClient.UserBody("bob", "\"active\":false"))).Expect(200);
        (await client.Delete($"Users/{ids[2]}")).Expect(204);
        (await client.Patch($"Groups/{group}", $$"""{"op":"remove","path":"members[value eq \"{{ids[1]}}\"]"}""")).Expect(200);
        (await client.Put($"Groups/{group}", TenantClient.GroupBody("g"))).Expect(200);
        (await client.Delete($"Groups/{group}")).Expect(204);
        (await client.Get("Users")).Expect(200);
        // What changes nothing needs no room.
        (await client.Patch($"Users/{ids[0]}", """{"op":"replace","path":"active","value":false}""")).Expect(200);

        (options.MinFreeDisk, options.MaxWaiting) = (disk, waiting);
        await watch.LookAsync(default);
        Assert.Null(reserve.Reason);
        (await client.Post("Users", TenantClient.UserBody("eve"))).Expect(201);
    }

    /// <summary>Each change of a group writes what waits in its document again; MongoDB refuses one of more than 16 MB.</summary>
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task So_many_messages_about_one_group_wait_and_others_go_on()
    {
        const int Most = 6;
        await using var host = await StartAsync(new() { ["Storage:MaxWaitingOfOne"] = $"{Most}" });
        using var client = await host.NewTenantAsync();
        var group = await client.Group("g");
        var other = await client.Group("h");
        var user = await client.User("ann");
        var statuses = new List<int>();
        for (var i = 0; i < 2 * Most; i++)
            statuses.Add((await client.Patch($"Groups/{group}", TenantClient.AddMembers(await client.User($"u{i}")))).Status);
        var taken = statuses.IndexOf(503);

        // One message is that of its creation.
        Assert.Equal(Most - 1, taken);
        Assert.All(statuses.Skip(taken), status => Assert.Equal(503, status));
        var refused = (await client.Patch($"Groups/{group}", TenantClient.AddMembers(user))).Refused(503);
        Assert.Equal(
            $"{Most} messages about it wait to be published. Only deactivations and removals are taken until there is room. Send it again.",
            refused.Detail);
        (await client.Patch($"Groups/{other}", TenantClient.AddMembers(user))).Expect(200);
        (await client.Put($"Groups/{group}", TenantClient.GroupBody("g"))).Expect(200);
        (await client.Delete($"Groups/{group}")).Expect(204);
    }

    private static async Task<IngressHost> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var host = new IngressHost
        {
            // Nothing is published, so that everything waits.
            Configure = services => services.AddSingleton<IMessagePublisher, AbsentBroker>(),
        };
        foreach (var (name, value) in settings ?? [])
            host.Settings[name] = value;
        await host.InitializeAsync();
        return host;
    }

    /// <summary>A broker that is away.</summary>
    private sealed class AbsentBroker : IMessagePublisher
    {
        public bool IsBrokerAway => true;

        public bool IsPaused => true;

        public Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken) =>
            Task.FromException(new BrokerUnavailableException("The broker is away.", new TimeoutException()));
    }
}
