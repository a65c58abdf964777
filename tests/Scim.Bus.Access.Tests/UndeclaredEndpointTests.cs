using Scim.Bus.Access.Tests.Hosts;

namespace Scim.Bus.Access.Tests;

/// <summary>An endpoint about which nobody said who may use it.</summary>
public sealed class UndeclaredEndpointTests(ForgetfulService forgetful) : IClassFixture<ForgetfulService>
{
    [Fact]
    public async Task It_is_refused_to_everybody()
    {
        var host = forgetful.Host;
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
        var host = forgetful.Host;
        (await host.GetAsync("/api/nothing", null)).ExpectProblem(404, "nothing at this address");
        (await host.GetAsync("/nothing", null)).Expect(404);
        (await host.GetAsync("/scim/v2/Nothing", null)).Expect(404);
        (await host.SendAsync(HttpMethod.Put, "/api/tenants", null)).ExpectProblem(405, "does not support PUT");
        (await host.SendAsync(HttpMethod.Put, "/scim/v2/Users", Host.ScimToken)).Expect(405);
    }
}
