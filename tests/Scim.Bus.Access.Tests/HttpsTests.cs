using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Scim.Bus.Access.Tests.Hosts;

namespace Scim.Bus.Access.Tests;

/// <summary>The session's cookie over https and over plain HTTP, as a client with a jar of cookies gets it from a real server.</summary>
[Collection(InAllServices.Name)]
[Trait("Takes", "Seconds")]
public sealed partial class HttpsTests(AllServices shared)
{
    private const string Session = "scim-bus-session";

    [Fact]
    public async Task On_https_only_this_host_can_set_the_session_and_plain_HTTP_never_carries_it()
    {
        var cookies = new CookieContainer();
        using var client = NewClient(cookies);
        var set = await SignInAsync(client, shared.Host.SecureAddress);
        Assert.StartsWith($"__Host-{Session}=", set, StringComparison.Ordinal);
        foreach (var attribute in (string[])["path=/", "secure", "httponly", "samesite=lax"])
            Assert.Contains(attribute, Attributes(set), StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain(Attributes(set), attribute => attribute.StartsWith("domain", StringComparison.OrdinalIgnoreCase));

        Assert.Equal(HttpStatusCode.OK, await OpenAsync(client, shared.Host.SecureAddress));
        Assert.Equal(HttpStatusCode.Redirect, await OpenAsync(client, shared.Host.Address));
        Assert.Equal(HttpStatusCode.OK, await OpenAsync(client, shared.Host.SecureAddress));
    }

    [Fact]
    public async Task On_plain_HTTP_it_has_a_name_that_browsers_take_there()
    {
        using var client = NewClient(new CookieContainer());
        var set = await SignInAsync(client, shared.Host.Address);
        Assert.StartsWith($"{Session}=", set, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", Attributes(set), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, await OpenAsync(client, shared.Host.Address));
    }

    [Fact]
    public async Task Who_signs_in_again_gets_another_session_and_the_one_before_has_ended()
    {
        var cookies = new CookieContainer();
        using var client = NewClient(cookies);
        await SignInAsync(client, shared.Host.SecureAddress);
        var before = cookies.GetCookies(shared.Host.SecureAddress)[$"__Host-{Session}"]!.Value;
        await SignInAsync(client, shared.Host.SecureAddress);
        Assert.NotEqual(before, cookies.GetCookies(shared.Host.SecureAddress)[$"__Host-{Session}"]!.Value);
        Assert.Equal(HttpStatusCode.OK, await OpenAsync(client, shared.Host.SecureAddress));

        Assert.Equal(HttpStatusCode.Redirect, await OpenWithAsync(before));
        Assert.Equal(HttpStatusCode.OK, await OpenWithAsync(cookies.GetCookies(shared.Host.SecureAddress)[$"__Host-{Session}"]!.Value));
    }

    /// <summary>Opens a page with a session that somebody else kept.</summary>
    private async Task<HttpStatusCode> OpenWithAsync(string session)
    {
        var cookies = new CookieContainer();
        cookies.Add(shared.Host.SecureAddress, new Cookie($"__Host-{Session}", session) { Secure = true });
        using var client = NewClient(cookies);
        return await OpenAsync(client, shared.Host.SecureAddress);
    }

    /// <summary>Signs in with the operator's key, as the form does, and returns the session's cookie as it is set.</summary>
    private static async Task<string> SignInAsync(HttpClient client, Uri address)
    {
        var page = await client.GetStringAsync(new Uri(address, "/sign-in"));
        var form = Token().Match(page).Groups["value"].Value;
        Assert.NotEmpty(form);
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = form,
            ["key"] = Host.AdminKey,
        });
        using var answer = await client.PostAsync(new Uri(address, "/sign-in"), content);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.Contains(Session, StringComparison.Ordinal));
    }

    private static async Task<HttpStatusCode> OpenAsync(HttpClient client, Uri address)
    {
        using var answer = await client.GetAsync(new Uri(address, "/tenants"));
        return answer.StatusCode;
    }

    private static string[] Attributes(string cookie) => [.. cookie.Split(';', StringSplitOptions.TrimEntries).Skip(1)];

    private HttpClient NewClient(CookieContainer cookies) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        CookieContainer = cookies,
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { shared.Certificate.Server },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    });

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<value>[^"]+)".""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Token();
}
