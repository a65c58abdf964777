using Microsoft.AspNetCore.Routing;
using Scim.Bus.PublicNames.Tests.Hosts;

namespace Scim.Bus.PublicNames.Tests;

/// <summary>The paths that each service answers at.</summary>
[Collection(OnRunningServices.Name)]
public sealed class RouteTests(RunningServices services)
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public void Routes_keep_their_names() => Snapshot.Check(
        "routes.txt",
        services.Hosts.SelectMany(host => RoutesOf(host).Order(StringComparer.Ordinal).Select(route => $"{host.Service.Name} {route}")));

    private static IEnumerable<string> RoutesOf(ServiceHost host) =>
        from source in ((IEndpointRouteBuilder)host.App).DataSources
        from endpoint in source.Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]
        select $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}";
}
