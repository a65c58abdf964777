using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Access.Tests.Hosts;

namespace Scim.Bus.Access.Tests;

/// <summary>What the admin API's authentication costs a SCIM request: nothing.</summary>
[Collection(InWorld.Name)]
[Trait("Takes", "Seconds")]
public sealed class ScimPathTests(World world)
{
    [Theory]
    [InlineData("ingress")]
    [InlineData(World.AllInOne)]
    public async Task A_SCIM_request_is_authenticated_by_its_token_and_by_nothing_else(string name)
    {
        var services = world[name].Services;
        // A default scheme would run for every request.
        Assert.Null(await services.GetRequiredService<IAuthenticationSchemeProvider>().GetDefaultAuthenticateSchemeAsync());
        // A registered handler would be asked for every endpoint.
        Assert.IsType<PassThroughAuthorizationHandler>(Assert.Single(services.GetServices<IAuthorizationHandler>()));
        var scim = world[name].Endpoints
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/scim/", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(scim);
        Assert.All(scim, endpoint => Assert.Equal(
            ["ScimToken"], Assert.Single(endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()).AuthenticationSchemes));
    }
}
