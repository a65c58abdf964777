using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Scim.Bus.Console.Gateway;

namespace Scim.Bus.Console.Page;

/// <summary>Serves the web page. It contains no secret; the admin enters the admin key.</summary>
internal static class PageEndpoints
{
    /// <summary>
    /// Allows only the page's own files and requests to its own host. Trusted types, of which the page defines none, keep text from
    /// becoming markup.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public static void MapPage(this IEndpointRouteBuilder app)
    {
        var page = app.MapGroup("").ExcludeFromDescription().AddEndpointFilter((context, next) =>
        {
            Protect(context.HttpContext.Response.Headers);
            return next(context);
        });
        foreach (var file in PageFile.All)
        {
            page.MapMethods(
                file.Path,
                [HttpMethods.Get, HttpMethods.Head],
                () => TypedResults.Bytes(file.Content, file.MediaType, entityTag: file.Tag));
        }

        page.MapGet("/console/settings.json", Settings);
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Browsers revalidate each time, so that a new version shows at once; an unchanged file is answered with 304.
        headers.CacheControl = "no-cache";
    }

    private static Ok<PageSettings> Settings(IOptions<GatewayOptions> options) => TypedResults.Ok(new PageSettings(
        options.Value.PublicScimUrl, IsGuess: options.Value is { PublicScimUrl: null, Ingress: not null }));

    /// <summary>What the page can't know by itself.</summary>
    /// <param name="ScimUrl">SCIM base URL; null if it is on the page's own host.</param>
    /// <param name="IsGuess">True if SCIM runs in another process and its public URL is not configured.</param>
    internal sealed record PageSettings(Uri? ScimUrl, bool IsGuess);
}
