using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Scim.Bus.ServiceDefaults.Network;

/// <summary>
/// An address of its own for everything but SCIM (<c>Admin__Url</c>): the admin API, the Console's pages, health and metrics. The service's
/// other addresses then answer SCIM only, so that they can be opened to the internet.
/// </summary>
internal static class AdminListener
{
    private const string Setting = "Admin:Url";
    private const string DefaultUrl = "http://localhost:5000";

    /// <exception cref="InvalidOperationException">The setting is not an address with a port.</exception>
    public static void AddAdminListener(this WebApplicationBuilder builder)
    {
        if (Read(builder.Configuration) is { } address)
            builder.WebHost.UseUrls([.. PresentUrls(builder.Configuration), address.GetLeftPart(UriPartial.Authority)]);
    }

    /// <summary>Stands before authentication: an endpoint that the address does not have is not there.</summary>
    public static void UseAdminListener(this WebApplication app)
    {
        if (Read(app.Configuration) is not { Port: var port })
            return;
        app.Use((context, next) =>
        {
            var isScim = context.Request.Path.StartsWithSegments("/scim", StringComparison.OrdinalIgnoreCase);
            if (isScim == (context.Connection.LocalPort == port))
                context.SetEndpoint(null);
            return next(context);
        });
    }

    private static Uri? Read(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", Port: > 0, AbsolutePath: "/" }
            ? address
            : throw new InvalidOperationException("Admin__Url is not an address such as http://127.0.0.1:9090.");
    }

    /// <summary>Where the service listens without the setting. Ports alone (<c>ASPNETCORE_HTTP_PORTS</c>) are for all addresses.</summary>
    private static IEnumerable<string> PresentUrls(IConfiguration configuration)
    {
        if (configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls)
            return urls.Split(';', StringSplitOptions.RemoveEmptyEntries);
        var ports = Ports(configuration, WebHostDefaults.HttpPortsKey, "http").Concat(
            Ports(configuration, WebHostDefaults.HttpsPortsKey, "https")).ToList();
        return ports.Count > 0 ? ports : [DefaultUrl];
    }

    private static IEnumerable<string> Ports(IConfiguration configuration, string key, string scheme) =>
        (configuration[key] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(port => $"{scheme}://*:{port}");
}
