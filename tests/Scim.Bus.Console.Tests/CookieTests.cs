using Microsoft.AspNetCore.Http;
using Scim.Bus.Console.Identity;

namespace Scim.Bus.Console.Tests;

/// <summary>Names of cookies.</summary>
public sealed class CookieTests
{
    [Theory]
    [InlineData("https", "__Host-scim-bus-session")]
    [InlineData("http", "scim-bus-session")]
    public void On_https_only_this_host_can_set_the_session(string scheme, string name)
    {
        var context = new DefaultHttpContext { Request = { Scheme = scheme, Host = new HostString("console.example") } };
        var options = new CookieOptions { Secure = context.Request.IsHttps, HttpOnly = true, Path = "/" };
        new HostPrefixCookies().AppendResponseCookie(context, Session.Cookie, "value", options);
        var cookie = context.Response.Headers.SetCookie.ToString();
        Assert.StartsWith($"{name}=value; path=/", cookie, StringComparison.Ordinal);
        Assert.Equal(scheme == "https", cookie.Contains("; secure", StringComparison.Ordinal));
        Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);
    }
}
