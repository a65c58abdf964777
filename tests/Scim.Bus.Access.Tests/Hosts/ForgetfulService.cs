using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Access.Tests.Hosts;

/// <summary>A service with endpoints about which nobody said who may use them.</summary>
public sealed class ForgetfulService : IAsyncLifetime
{
    internal Host Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await Host.StartAsync("forgetful", [Service.Ingress], map: app =>
    {
        app.MapGet("/api/forgotten", () => "secret");
        app.MapPost("/forgotten", () => "secret");
        app.MapGet("/scim/v2/forgotten", () => "secret");
        app.MapGet("/api/halfway", () => "secret").RequireRight(AdminRight.AnyRole);
    });

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
