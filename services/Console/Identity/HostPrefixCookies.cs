using Microsoft.AspNetCore.Authentication.Cookies;

namespace Scim.Bus.Console.Identity;

/// <summary>
/// Names cookies <c>__Host-…</c> on https: browsers then take them from this host alone, never from a subdomain or over plain HTTP. On
/// plain HTTP they would refuse the name.
/// </summary>
internal sealed class HostPrefixCookies : ICookieManager
{
    private const string Prefix = "__Host-";

    private static readonly object NewSession = new();

    private readonly ChunkingCookieManager _cookies = new();

    /// <summary>
    /// Leaves the request's own session out of account, so that a sign-in gets a new key and not that of whoever signed in before.
    /// </summary>
    public static void BeginNewSession(HttpContext context) => context.Items[NewSession] = true;

    public string? GetRequestCookie(HttpContext context, string key) =>
        context.Items.ContainsKey(NewSession) ? null : _cookies.GetRequestCookie(context, NameOf(context.Request, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, NameOf(context.Request, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _cookies.DeleteCookie(context, NameOf(context.Request, key), options);

    /// <summary>The name that a cookie has in a request.</summary>
    public static string NameOf(HttpRequest request, string key) => request.IsHttps ? Prefix + key : key;
}
