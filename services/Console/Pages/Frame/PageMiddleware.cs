using Scim.Bus.Console.Clients;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Console.Pages.Frame;

/// <summary>Protects the answers to requests for pages, and turns failures into pages. Outermost, so that it sees all of them.</summary>
internal sealed class PageMiddleware(ILogger<PageMiddleware> logger) : IStartupFilter
{
    /// <summary>
    /// Allows only the pages' own files, forms and requests to their own host. Trusted types, of which the pages define none, keep text
    /// from becoming markup.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>What other programs ask for, in this host or in one that has more services.</summary>
    private static readonly PathString[] Others = ["/api", "/scim", "/health", "/metrics", "/openapi"];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(context => IsForPages(context.Request.Path), pages => pages.Use(InvokeAsync));
        next(app);
    };

    private static bool IsForPages(PathString path) =>
        !Others.Any(other => path.StartsWithSegments(other, StringComparison.OrdinalIgnoreCase));

    private async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        Protect(context.Response.Headers);
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.Clear();
            Protect(context.Response.Headers);
            await ShowAsync(context, StatusOf(e), MessageOf(e));
            return;
        }

        var isEmpty = !context.Response.HasStarted && context.Response.ContentType is null;
        if (isEmpty && MessageFor(context.Response.StatusCode) is { } message)
            await ShowAsync(context, context.Response.StatusCode, message);
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private static int StatusOf(Exception failure) => failure switch
    {
        RefusedException refused => refused.Status,
        BadHttpRequestException refused => refused.StatusCode,
        ForeignFormException => StatusCodes.Status400BadRequest,
        ServiceAwayException or StoreUnavailableException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private string MessageOf(Exception failure)
    {
        switch (failure)
        {
            case RefusedException or ForeignFormException or ServiceAwayException:
                return failure.Message;
            case BadHttpRequestException:
                return "There is no such page.";
            case StoreUnavailableException:
                return "The Console's database does not answer. Try again in a moment.";
            default:
                logger.LogError(failure, "A page could not be shown.");
                return "Something went wrong in the Console. Its log says what.";
        }
    }

    private static string? MessageFor(int status) => status switch
    {
        StatusCodes.Status403Forbidden => "Your roles do not allow this. Whoever gives roles in your identity provider can change that.",
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => "There is no such page.",
        _ => null,
    };

    private static Task ShowAsync(HttpContext context, int status, string message)
    {
        var title = status switch
        {
            StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => "Not found",
            StatusCodes.Status403Forbidden => "Not allowed",
            _ => "This page can't be shown",
        };
        var mayRetry = status >= StatusCodes.Status500InternalServerError && HttpMethods.IsGet(context.Request.Method);
        var failure = new Failure(title, message, $"{context.Request.Path}{context.Request.QueryString}", mayRetry);
        var frame = context.Features.Get<PageRequest>()?.Frame(title) ?? new PageFrame { Title = title, User = context.User };
        return PageRequest.Show<FailurePage, Failure>(frame, failure, status).ExecuteAsync(context);
    }
}
