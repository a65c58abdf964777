using System.Diagnostics.CodeAnalysis;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>Maps endpoints that read.</summary>
internal static class ReadEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps GET, and HEAD as GET without a body (RFC 9110, section 9.3.2).</summary>
    public static RouteHandlerBuilder MapRead(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, Methods, handler);
}
