using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Scim.Bus.Console.Identity;

/// <summary>Ends sessions at their limits, or when what they began with no longer counts; sends others to the sign-in.</summary>
internal sealed class SessionEvents(
    OperatorKey key, RoleCheck roles, IOptions<SessionLimits> options, TimeProvider time) : CookieAuthenticationEvents
{
    /// <summary>Path of the sign-in.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>Query parameter with the page to return to.</summary>
    public const string ReturnUrl = "returnUrl";

    /// <summary>Query parameter that says that a session has ended.</summary>
    public const string Ended = "ended";

    /// <summary>Shortest time between two writes of a session. It is what an idle limit may be short by.</summary>
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromMinutes(1);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (await StillCountsAsync(context))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Session.Scheme);
    }

    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew = context.ElapsedTime >= RenewalInterval
            && !context.Request.Headers.ContainsKey(Session.BackgroundHeader);
        return Task.CompletedTask;
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        // A form can't be sent again after the sign-in, so that leads to where forms are.
        var target = HttpMethods.IsGet(request.Method) ? $"{request.PathBase}{request.Path}{request.QueryString}" : "/";
        var query = new Dictionary<string, string?> { [ReturnUrl] = target == "/" ? null : target };
        if (request.Cookies.ContainsKey(HostPrefixCookies.NameOf(request, Session.Cookie)))
            query[Ended] = "true";
        context.Response.Redirect(QueryHelpers.AddQueryString(SignInPath, query.Where(parameter => parameter.Value is not null)));
        return Task.CompletedTask;
    }

    /// <summary>Only the status: the pages' own middleware says what is not allowed.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private async Task<bool> StillCountsAsync(CookieValidatePrincipalContext context)
    {
        if (Session.BeginOf(context.Properties) is not { } started || time.GetUtcNow() - started >= options.Value.AbsoluteLimit)
            return false;
        return Session.KeyOf(context.Properties) is { } fingerprint
            ? fingerprint == key.Fingerprint
            : await roles.StillCountsAsync(context);
    }
}
