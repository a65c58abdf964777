using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Scim.Bus.Console.Identity;

/// <summary>The session of somebody who signed in.</summary>
internal static class Session
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string Scheme = "Session";

    /// <summary>Name of the cookie; on https it has the prefix <c>__Host-</c>.</summary>
    public const string Cookie = "scim-bus-session";

    /// <summary>Header of requests that a page makes by itself, which do not keep a session alive.</summary>
    public const string BackgroundHeader = "X-Background";

    /// <summary>The claim with a session's key in the cookie, as ASP.NET Core names it.</summary>
    private const string KeyClaim = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";

    private const string StartedAt = "started";
    private const string KeyFingerprint = "key";

    /// <summary>Starts a session.</summary>
    /// <param name="context">The request that signs in.</param>
    /// <param name="user">Who signs in.</param>
    /// <param name="key">Fingerprint of the operator's key, if that was used; the session ends when the key is replaced.</param>
    public static async Task SignInAsync(HttpContext context, ClaimsPrincipal user, string key)
    {
        await LeaveAsync(context);
        var properties = new AuthenticationProperties();
        Begin(properties, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        properties.Items[KeyFingerprint] = key;
        await context.SignInAsync(Scheme, user, properties);
    }

    /// <summary>Ends the session that a request came with, if there is one: whoever signs in gets another, with a key of its own.</summary>
    public static async Task LeaveAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);
        var cookie = options.CookieManager.GetRequestCookie(context, Cookie);
        if (options.TicketDataFormat.Unprotect(cookie)?.Principal.FindFirstValue(KeyClaim) is { } key)
            await options.SessionStore!.RemoveAsync(key);
        HostPrefixCookies.BeginNewSession(context);
    }

    /// <summary>Notes when a session begins.</summary>
    public static void Begin(AuthenticationProperties properties, DateTimeOffset now) =>
        properties.Items[StartedAt] = now.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>When the session began.</summary>
    public static DateTimeOffset? BeginOf(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(StartedAt, out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var started)
            ? started
            : null;

    /// <summary>Fingerprint of the operator's key that the session began with; null if it began at the provider.</summary>
    public static string? KeyOf(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(KeyFingerprint, out var key) ? key : null;
}
