using Scim.Bus.Contracts;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests;

/// <summary>
/// A broker that dies while a service declares its queues. MassTransit's start then never ends once it was cancelled, so it is not.
/// </summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class HangingStartTests(RabbitMqFixture rabbit)
{
    /// <remarks>
    /// Connections that are opened meanwhile are the supervisor's, one a second at most. By the seventh it has restarted the endpoint.
    /// </remarks>
    [SkippableFact]
    public async Task A_bus_starts_although_its_first_declaration_got_no_answer()
    {
        var address = new UriBuilder(await (await rabbit.GetAsync()).CreateVirtualHostAsync());
        await using var front = StallingFront.StartNew(address, MendableHost.Queue);
        address.Port = front.Port;
        using var folder = new TempFolder("hanging-start");
        await using var host = await MendableHost.StartAsync(folder.Path, address.Uri.AbsoluteUri);
        host.Workshop.IsMended = true;

        await Eventually.Be(() => Assert.True(front.ConnectionsSinceStall >= 7));
        await front.CutAsync();

        var user = new UserId(Guid.NewGuid());
        await Eventually.Be(() => host.PublishAsync(Guid.NewGuid(), user));
        await Eventually.Be(() => Assert.Contains(host.Workshop.Handled, handled => handled.User == user));
    }
}
