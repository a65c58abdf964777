using System.Net;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests;

/// <summary>A login that the broker refuses for a while, as when its password is rotated, ends no service's bus for good.</summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class BrokerLoginTests(RabbitMqFixture rabbit)
{
    private const string User = "scim-bus-services";
    private const string Password = "the-right-password";

    [SkippableFact]
    public async Task Services_connect_again_after_their_login_was_refused()
    {
        var broker = await rabbit.GetAsync();
        Skip.IfNot(broker.CanBeKilled, $"{broker.Kind} is not ours to change passwords of.");
        var virtualHost = await broker.CreateVirtualHostAsync();
        await using var site = new Site(await broker.SetUserAsync(virtualHost, User, Password));
        var (ingress, accounts, provisioning) =
            (await site.StartAsync("Ingress"), await site.StartAsync("Accounts"), await site.StartAsync("Provisioning"));
        var before = await site.PushUserAsync("before@acme.example");
        await Eventually.Be(async () => Assert.Contains(before, await site.UsersWithAccountsAsync()));

        await broker.SetUserAsync(virtualHost, User, "another-password");
        // A connection is listed some seconds after it was opened.
        await Eventually.Be(async () => Assert.NotEqual(0, await broker.CloseConnectionsAsync(User)));
        await Eventually.Be(async () =>
        {
            await broker.CloseConnectionsAsync(User);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(provisioning));
        });
        var during = await site.PushUserAsync("during@acme.example");
        // A service that starts while its login is refused.
        await accounts.KillAsync();
        await accounts.RestartAsync();

        await broker.SetUserAsync(virtualHost, User, Password);
        await Eventually.Be(async () => Assert.Equal(HttpStatusCode.OK, await ReadyAsync(provisioning)));
        var after = await site.PushUserAsync("after@acme.example");
        await Eventually.Be(async () =>
            Assert.Superset(new HashSet<string> { before, during, after }, (await site.UsersWithAccountsAsync()).ToHashSet()));
        Assert.True(ingress.IsRunning);
    }

    private static async Task<HttpStatusCode> ReadyAsync(ServiceProcess service)
    {
        using var answer = await service.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return answer.StatusCode;
    }
}
