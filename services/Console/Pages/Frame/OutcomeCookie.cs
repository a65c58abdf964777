using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Scim.Bus.Console.Identity;

namespace Scim.Bus.Console.Pages.Frame;

/// <summary>
/// Carries an outcome from a form to the page that the browser is sent to, encrypted, in a cookie that this page takes away. So a page that
/// is loaded again repeats neither the form nor the outcome.
/// </summary>
internal sealed class OutcomeCookie(IDataProtectionProvider protection)
{
    private const string Name = "scim-bus-outcome";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("Scim.Bus.Console.Outcome").ToTimeLimitedDataProtector();

    public void Set(HttpContext context, Outcome outcome) => context.Response.Cookies.Append(
        HostPrefixCookies.NameOf(context.Request, Name),
        _protector.Protect(JsonSerializer.Serialize(outcome), Lifetime),
        Options(context));

    /// <summary>The outcome of the form that led here; null if there is none.</summary>
    public Outcome? Take(HttpContext context)
    {
        var name = HostPrefixCookies.NameOf(context.Request, Name);
        if (context.Request.Cookies[name] is not { Length: > 0 } text)
            return null;
        context.Response.Cookies.Delete(name, Options(context));
        try
        {
            return JsonSerializer.Deserialize<Outcome>(_protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            // Too old: nobody waits for it any more.
            return null;
        }
    }

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
    };
}
