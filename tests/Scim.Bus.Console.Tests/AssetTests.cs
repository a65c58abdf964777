using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scim.Bus.Console.Assets;
using Scim.Bus.Console.Pages.Frame;

namespace Scim.Bus.Console.Tests;

/// <summary>The pages' files, tested without a browser.</summary>
public sealed class AssetTests
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Every_file_is_served_with_its_media_type_and_security_headers()
    {
        await using var app = await StartAsync();
        using var client = ClientOf(app);
        Assert.Contains("/console/console.css", AssetFile.All.Select(file => file.Path));
        Assert.Contains("/console/unsaved.js", AssetFile.All.Select(file => file.Path));
        foreach (var file in AssetFile.All)
        {
            using var answer = await client.GetAsync(new Uri(file.Path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(file.MediaType, answer.Content.Headers.ContentType!.ToString());
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task An_unchanged_file_is_not_sent_again()
    {
        await using var app = await StartAsync();
        using var client = ClientOf(app);
        var path = new Uri("/console/console.css", UriKind.Relative);
        using var first = await client.GetAsync(path);
        Assert.Equal("no-cache", first.Headers.CacheControl!.ToString());
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal(first.Headers.ETag, head.Headers.ETag);
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task At_the_address_with_its_version_a_browser_keeps_a_file()
    {
        await using var app = await StartAsync();
        using var client = ClientOf(app);
        using var kept = await client.GetAsync(new Uri(AssetFile.UrlOf("console.css"), UriKind.Relative));
        Assert.Equal(TimeSpan.FromDays(365), kept.Headers.CacheControl!.MaxAge);
        using var old = await client.GetAsync(new Uri("/console/console.css?v=of-an-older-version", UriKind.Relative));
        Assert.Equal("no-cache", old.Headers.CacheControl!.ToString());
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddTransient<IStartupFilter, PageMiddleware>();
        builder.Services.AddRazorComponents();
        var app = builder.Build();
        app.MapAssets();
        await app.StartAsync();
        return app;
    }

    private static HttpClient ClientOf(WebApplication app) => new()
    {
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
    };
}
