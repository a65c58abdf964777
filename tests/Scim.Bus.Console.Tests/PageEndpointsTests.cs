using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Console.Gateway;
using Scim.Bus.Console.Page;

namespace Scim.Bus.Console.Tests;

/// <summary>Serving the page, tested without a browser.</summary>
public sealed class PageEndpointsTests
{
    [Fact]
    public async Task Every_file_is_served_with_its_media_type_and_security_headers()
    {
        await using var app = await StartAsync(new GatewayOptions());
        using var client = ClientOf(app);
        Assert.Contains("/", PageFile.All.Select(file => file.Path));
        Assert.Contains("/console/views/person.js", PageFile.All.Select(file => file.Path));
        foreach (var file in PageFile.All)
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
    public async Task An_unchanged_file_is_not_sent_again()
    {
        await using var app = await StartAsync(new GatewayOptions());
        using var client = ClientOf(app);
        using var first = await client.GetAsync(new Uri("/", UriKind.Relative));
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri("/", UriKind.Relative)));
        Assert.Equal(first.Headers.ETag, head.Headers.ETag);
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData(null, null, null, false)]
    [InlineData(null, "http://ingress:8080", null, true)]
    [InlineData("https://scim.example/scim/v2", "http://ingress:8080", "https://scim.example/scim/v2", false)]
    public async Task The_page_learns_the_SCIM_URL(string? publicUrl, string? ingress, string? scimUrl, bool isGuess)
    {
        await using var app = await StartAsync(new GatewayOptions { PublicScimUrl = Address(publicUrl), Ingress = Address(ingress) });
        using var client = ClientOf(app);
        var settings = await client.GetFromJsonAsync<PageEndpoints.PageSettings>(new Uri("/console/settings.json", UriKind.Relative));
        Assert.Equal(scimUrl, settings!.ScimUrl?.ToString());
        Assert.Equal(isGuess, settings.IsGuess);
        using var answer = await client.GetAsync(new Uri("/console/settings.json", UriKind.Relative));
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    private static Uri? Address(string? text) => text is null ? null : new Uri(text);

    private static async Task<WebApplication> StartAsync(GatewayOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<GatewayOptions>(gateway =>
            (gateway.PublicScimUrl, gateway.Ingress) = (options.PublicScimUrl, options.Ingress));
        var app = builder.Build();
        app.MapPage();
        await app.StartAsync();
        return app;
    }

    private static HttpClient ClientOf(WebApplication app) => new()
    {
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
    };
}
