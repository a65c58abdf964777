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

    private static async Task<IngressHost> StartAsync()
    {
        var host = new IngressHost
        {
            // Nothing is published, so that everything waits.
            Configure = services => services.AddSingleton<IMessagePublisher, AbsentBroker>(),
        };
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
