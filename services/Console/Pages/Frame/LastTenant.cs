using Scim.Bus.Console.Identity;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Frame;

/// <summary>The tenant that a browser showed last, in a cookie: the Console's own address leads there.</summary>
internal static class LastTenant
{
    private const string Name = "scim-bus-tenant";

    public static TenantId? Get(HttpContext context) =>
        TenantId.TryParse(context.Request.Cookies[NameIn(context)], null, out var tenant) ? tenant : null;

    public static void Set(HttpContext context, TenantId tenant)
    {
        if (Get(context) != tenant)
            context.Response.Cookies.Append(NameIn(context), tenant.Value, Options(context));
    }

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(NameIn(context), Options(context));

    private static string NameIn(HttpContext context) => HostPrefixCookies.NameOf(context.Request, Name);

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
    };
}
