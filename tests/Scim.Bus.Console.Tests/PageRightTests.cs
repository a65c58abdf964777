using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Scim.Bus.Console.Identity;
using Scim.Bus.Console.Tests.Parts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Tests;

/// <summary>Every page and form of the Console, for every role, for another tenant, and without a session.</summary>
public sealed class PageRightTests(ConsoleFixture console) : ConsoleTest(console)
{
    private const string SessionIdClaim = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";

    /// <summary>What anybody may ask for: the sign-in, and files and public keys that hold nothing about anybody.</summary>
    private static readonly string[] Open = ["/sign-in", "/sign-in/provider", "/console/", "/.well-known/"];

    [SkippableFact]
    public async Task Without_a_session_every_page_and_form_leads_to_the_sign_in()
    {
        await using var host = await ConsoleHost.StartAsync(await GetRunningAsync());
        using var http = ClientOf(host);
        var endpoints = PagesOf(host)
            .Where(endpoint => !Open.Any(open => endpoint.Path.StartsWith(open, StringComparison.Ordinal)))
            .ToList();
        Assert.True(endpoints.Count > 25, $"Only {endpoints.Count} pages and forms were found.");
        foreach (var (method, path, _) in endpoints)
        {
            using var answer = await http.SendAsync(new HttpRequestMessage(method, PathOf(path, "acme")));
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{method} {path}: {answer.StatusCode}");
            Assert.Contains("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
    }

    [SkippableTheory]
    [InlineData("operator", true, true, true, true)]
    [InlineData("viewer", true, true, false, true)]
    [InlineData("admin:", true, true, true, false)]
    [InlineData("viewer:", true, true, false, false)]
    [InlineData("login:", true, false, false, false)]
    [InlineData("admin:another-tenant", false, false, false, false)]
    public async Task Each_role_opens_what_it_is_for(string role, bool mayAskLogin, bool mayRead, bool mayChange, bool isForAll)
    {
        var running = await GetRunningAsync();
        using var tenant = await Tenant.CreateAsync(running.Address);
        await using var host = await ConsoleHost.StartAsync(running);
        using var http = ClientOf(host);
        var own = role.EndsWith(':') ? role + tenant.Id : role;
        http.DefaultRequestHeaders.Add("Cookie", await CookieAsync(host, own));
        foreach (var (method, path, _) in PagesOf(host).Where(endpoint => endpoint.Rights.Count > 0))
        {
            var isAllowed = (path.Contains("{tenant}", StringComparison.Ordinal), method == HttpMethod.Get) switch
            {
                (true, true) when path is "/tenants/{tenant}" or "/tenants/{tenant}/login" => mayAskLogin,
                (true, true) when path.EndsWith("/bodies", StringComparison.Ordinal) => mayChange,
                (true, true) => mayRead,
                (true, false) => mayChange,
                (false, true) when path is "/keys" => own == "operator",
                (false, true) when path.StartsWith("/audit", StringComparison.Ordinal) => own == "operator",
                (false, true) => isForAll,
                (false, false) => own == "operator",
            };
            using var answer = await http.SendAsync(new HttpRequestMessage(method, PathOf(path, tenant.Id)));
            // A form that is allowed is refused for another reason: it has no token, so no other site can send it.
            var isRight = (isAllowed, method == HttpMethod.Get) switch
            {
                (true, true) => answer.StatusCode is not HttpStatusCode.Forbidden,
                (true, false) => answer.StatusCode is HttpStatusCode.BadRequest,
                _ => answer.StatusCode is HttpStatusCode.Forbidden,
            };
            Assert.True(isRight, $"{method} {path} as {own}: {answer.StatusCode}");
            Assert.True(answer.Headers.Contains("Content-Security-Policy"), $"{method} {path}");
        }
    }

    private static IEnumerable<(HttpMethod Method, string Path, IReadOnlyList<AdminRight> Rights)> PagesOf(ConsoleHost host) =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}"
        where !((string[])["/api", "/health", "/metrics", "/openapi"]).Any(other => path.StartsWith(other, StringComparison.Ordinal))
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
        let rights = endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
            .SelectMany(policy => policy.Requirements).OfType<PageRight>().Select(requirement => requirement.Right).ToList()
        select (new HttpMethod(method), path, (IReadOnlyList<AdminRight>)rights);

    private static Uri PathOf(string pattern, string tenant)
    {
        var path = pattern.Replace("{tenant}", tenant, StringComparison.Ordinal).Replace("{**rest}", "rest", StringComparison.Ordinal)
            .Replace("{guide}", "okta", StringComparison.Ordinal);
        foreach (var parameter in (string[])["{id:guid}", "{user:guid}", "{run:guid}", "{user}", "{id}"])
            path = path.Replace(parameter, Guid.NewGuid().ToString(), StringComparison.Ordinal);
        return new Uri(path, UriKind.Relative);
    }

    private static HttpClient ClientOf(ConsoleHost host) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };

    /// <summary>A session of a person with a role, as the sign-in would make it.</summary>
    private static async Task<string> CookieAsync(ConsoleHost host, string role)
    {
        var now = host.Clock.GetUtcNow();
        var properties = new AuthenticationProperties { ExpiresUtc = now.AddMinutes(30), IssuedUtc = now };
        Session.Begin(properties, now);
        properties.Items["key"] = host.Services.GetRequiredService<OperatorKey>().Fingerprint;
        var ticket = new AuthenticationTicket(Person.Create("somebody", "Some Body", [role]), properties, Session.Scheme);
        var key = await host.Services.GetRequiredService<SessionStore>().StoreAsync(ticket);
        var identity = new ClaimsIdentity([new Claim(SessionIdClaim, key)], Session.Scheme);
        var options = host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Session.Scheme);
        var value = options.TicketDataFormat.Protect(new AuthenticationTicket(new ClaimsPrincipal(identity), Session.Scheme));
        return $"{Session.Cookie}={value}";
    }
}
