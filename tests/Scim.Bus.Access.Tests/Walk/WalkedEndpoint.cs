using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Scim.Bus.Access.Tests.Hosts;

namespace Scim.Bus.Access.Tests.Walk;

/// <summary>An endpoint of a host, with one of its methods.</summary>
internal sealed record WalkedEndpoint(string Host, string Method, RoutePattern Pattern)
{
    private static readonly string Id = $"{Guid.CreateVersion7()}";

    /// <summary>What stands for the rest of a route that the Console forwards, so that the service has an endpoint there.</summary>
    private static readonly Dictionary<string, string> Rests = new()
    {
        ["PUT /api/tenants/{tenant}/access-groups/{**rest}"] = $"{Id}/settings",
        ["POST /api/tenants/{tenant}/sagas/{**rest}"] = $"{Id}/retry",
    };

    public string Route => "/" + Pattern.RawText!.TrimStart('/');

    public bool IsAboutTenant => Pattern.GetParameter("tenant") is not null;

    public static IEnumerable<WalkedEndpoint> Of(Host host) =>
        from endpoint in host.Endpoints
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]
        select new WalkedEndpoint(host.Name, method, endpoint.RoutePattern);

    /// <summary>The path of a request, about this tenant and otherwise about what nobody has.</summary>
    public string PathFor(string method, string tenant) => "/" + string.Join('/', Pattern.PathSegments.Select(
        segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternParameterPart { Name: "tenant" } => tenant,
            RoutePatternParameterPart { Name: "documentName" } => "v1",
            RoutePatternParameterPart { IsCatchAll: true } => Rests.GetValueOrDefault($"{method} {Route}", ""),
            RoutePatternParameterPart => Id,
            RoutePatternLiteralPart literal => literal.Content,
            _ => throw new NotSupportedException($"{part}"),
        })))).TrimEnd('/');

    public override string ToString() => $"{Host} {Method} {Route}";
}
