using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Scim.Bus.Console.Gateway;

namespace Scim.Bus.Console.Page;

/// <summary>Serves the web page. The page itself holds no secret: it asks for the admin key.</summary>
internal static class PageEndpoints
{
    /// <summary>Only the page's own files run, only its own host is talked to, and no text can become markup (trusted types, of which it has none).</summary>
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
            page.MapMethods(file.Path, [HttpMethods.Get, HttpMethods.Head], () => TypedResults.Bytes(file.Content, file.MediaType, entityTag: file.Tag));

        page.MapGet("/console/settings.json", Settings);
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Asked for anew each time, and answered in short where it is the same: a new version counts at once.
        headers.CacheControl = "no-cache";
    }

    private static Ok<PageSettings> Settings(IOptions<GatewayOptions> options) => TypedResults.Ok(new PageSettings(
        options.Value.PublicScimUrl, IsGuess: options.Value is { PublicScimUrl: null, Ingress: not null }));

    /// <summary>What the page can't find out by itself.</summary>
    /// <param name="ScimUrl">The address of SCIM; null if it is the page's own host's.</param>
    /// <param name="IsGuess">Whether that is only assumed: SCIM is served by another process, and its address was not told.</param>
    internal sealed record PageSettings(Uri? ScimUrl, bool IsGuess);
}
