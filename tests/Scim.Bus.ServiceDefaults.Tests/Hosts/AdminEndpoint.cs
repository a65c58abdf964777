using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Scim.Bus.ServiceDefaults.Tests.Hosts;

/// <summary>An endpoint of the admin API, as it is mapped.</summary>
internal sealed record AdminEndpoint(HttpMethod Method, RouteEndpoint Endpoint)
{
    private const string TenantParameter = "tenant";

    /// <summary>An id that nothing has.</summary>
    private static readonly string NobodysId = $"{Guid.CreateVersion7()}";

    /// <summary>The path in the OpenAPI document: without constraints, and without a slash at the end.</summary>
    public string Path => "/" + string.Join('/', Endpoint.RoutePattern.PathSegments.Select(
        segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            _ => throw new NotSupportedException($"{part}"),
        }))));

    public bool IsAboutTenant => Endpoint.RoutePattern.GetParameter(TenantParameter) is not null;

    public bool TakesBody => Accepts is not null;

    public bool RequiresBody => Accepts is { IsOptional: false };

    /// <summary>The name of a member that the body may have.</summary>
    public string BodyMember => Accepts!.RequestType is { } type && type != typeof(JsonObject)
        ? JsonNamingPolicy.CamelCase.ConvertName(type.GetProperties()[0].Name)
        : "name";

    private IAcceptsMetadata? Accepts => Endpoint.Metadata.GetMetadata<IAcceptsMetadata>();

    /// <summary>The path of a request, about this tenant and otherwise about what nobody has.</summary>
    public string PathOf(string tenant) => Endpoint.RoutePattern.Parameters.Aggregate(
        Path,
        (path, parameter) => path.Replace(
            $"{{{parameter.Name}}}", parameter.Name == TenantParameter ? tenant : NobodysId, StringComparison.Ordinal));

    public override string ToString() => $"{Method} {Path}";
}
