using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

// The namespace that all of ours are in, so that all code gets these before ASP.NET Core's own.
namespace Scim.Bus;

/// <summary>
/// Maps handlers as ASP.NET Core's extensions of the same names do, but compiles a handler with its first request. ASP.NET Core compiles
/// all of them while the service starts, which was a fifth of what starting costs (docs/performance.md). A handler with a parameter that no
/// request can fill is refused at the start all the same.
/// </summary>
public static class RouteHandlers
{
    /// <inheritdoc cref="EndpointRouteBuilderExtensions.MapGet(IEndpointRouteBuilder, string, Delegate)"/>
    public static RouteHandlerBuilder MapGet(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, [HttpMethods.Get], handler);

    /// <inheritdoc cref="EndpointRouteBuilderExtensions.MapPost(IEndpointRouteBuilder, string, Delegate)"/>
    public static RouteHandlerBuilder MapPost(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, [HttpMethods.Post], handler);

    /// <inheritdoc cref="EndpointRouteBuilderExtensions.MapPut(IEndpointRouteBuilder, string, Delegate)"/>
    public static RouteHandlerBuilder MapPut(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, [HttpMethods.Put], handler);

    /// <inheritdoc cref="EndpointRouteBuilderExtensions.MapPatch(IEndpointRouteBuilder, string, Delegate)"/>
    public static RouteHandlerBuilder MapPatch(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, [HttpMethods.Patch], handler);

    /// <inheritdoc cref="EndpointRouteBuilderExtensions.MapDelete(IEndpointRouteBuilder, string, Delegate)"/>
    public static RouteHandlerBuilder MapDelete(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, [HttpMethods.Delete], handler);

    /// <inheritdoc cref="EndpointRouteBuilderExtensions.MapMethods(IEndpointRouteBuilder, string, IEnumerable{string}, Delegate)"/>
    public static RouteHandlerBuilder MapMethods(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        IEnumerable<string> methods,
        Delegate handler) =>
        RouteHandlerServices.Map(endpoints, pattern, handler, methods, RequestDelegateFactory.InferMetadata, CompileLater);

    private static RequestDelegateResult CompileLater(
        Delegate handler, RequestDelegateFactoryOptions options, RequestDelegateMetadataResult? metadata)
    {
        var compiled = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options, metadata).RequestDelegate);
        return new RequestDelegateResult(context => compiled.Value(context), metadata?.EndpointMetadata ?? []);
    }
}
