using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Scim.Bus.Messaging.Tests.Parts;
using Xunit.Abstractions;

namespace Scim.Bus.Messaging.Tests;

/// <summary>A service that is asked to stop hands back what it has in hand, without waiting for a limit.</summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class StopTests(RabbitMqFixture rabbit, ITestOutputHelper output)
{
    /// <summary>What may take how long, in the order in which it is stopped: the sum is what a process may take.</summary>
    [Fact]
    public void The_limits_of_a_stop_add_up_to_less_than_20_s()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["ConnectionStrings:RabbitMq"] = "amqp://localhost/none";
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddBus();
        using var host = builder.Build();

        var bus = host.Services.GetRequiredService<IOptions<MassTransitHostOptions>>().Value;
        var whole = host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
        var lastRemoval = TimeSpan.FromSeconds(5);
        Assert.True(bus.ConsumerStopTimeout < bus.StopTimeout);
        Assert.True(bus.StopTimeout + lastRemoval < whole);
        Assert.True(whole < TimeSpan.FromSeconds(20));
    }

    [SkippableFact]
    public async Task A_service_that_drains_error_queues_stops_in_order()
    {
        await using var site = await Site.CreateAsync(await rabbit.GetAsync());
        var service = await site.StartAsync("Provisioning");
        await using var raw = await RawBroker.ConnectAsync(site.VirtualHost);
        await raw.PutAsync("provisioning-user", "wrong", "}{ nothing"u8.ToArray(), "application/vnd.masstransit+json");
        await Eventually.Be(async () => Assert.Single(await site.Errors("Provisioning").ListAsync()));

        var exit = await service.StopAsync();
        output.WriteLine($"{service.Name} ended {exit.Took.TotalSeconds:0.0} s after SIGTERM.");
        Assert.True(exit.IsClean, $"{exit}");
        Assert.DoesNotContain(service.Output, line => line.Contains("was cut short", StringComparison.Ordinal));
    }
}
