using Microsoft.AspNetCore.Builder;
using Scim.Bus.Access.Tests.Hosts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Access.Tests;

/// <summary>An endpoint about which nobody said who may use it.</summary>
public sealed class UndeclaredEndpointTests
{
    [Fact]
    public async Task It_is_refused_to_everybody()
    {
        await using var host = await Host.StartAsync("forgetful", [Service.Ingress], map: app =>
        {
            app.MapGet("/api/forgotten", () => "secret");
            app.MapPost("/forgotten", () => "secret");
            app.MapGet("/scim/v2/forgotten", () => "secret");
            app.MapGet("/api/halfway", () => "secret").RequireRight(AdminRight.AnyRole);
        });
        foreach (var token in (string?[])[null, Host.AdminKey, Host.ScimToken])
        {
            (await host.GetAsync("/api/forgotten", token)).ExpectProblem(401, "does not say who may use it");
            (await host.GetAsync("/api/halfway", token)).Expect(401);
            (await host.GetAsync("/scim/v2/forgotten", token)).Expect(401);
            (await host.SendAsync(HttpMethod.Post, "/forgotten", token)).Expect(401);
        }
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_and_a_method_that_does_not_is_named()
    {
        await using var host = await Host.StartAsync("ingress", [Service.Ingress]);
        (await host.GetAsync("/api/nothing", null)).ExpectProblem(404, "nothing at this address");
        (await host.GetAsync("/nothing", null)).Expect(404);
        (await host.GetAsync("/scim/v2/Nothing", null)).Expect(404);
        (await host.SendAsync(HttpMethod.Put, "/api/tenants", null)).ExpectProblem(405, "does not support PUT");
        (await host.SendAsync(HttpMethod.Put, "/scim/v2/Users", Host.ScimToken)).Expect(405);
    }
}
