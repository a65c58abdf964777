using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Scim.Bus.ServiceDefaults.Startup;

/// <summary>
/// Leaves a failure to start to <see cref="ServiceHost"/>, which says it in one line: the host would log the same exception with its stack
/// trace.
/// </summary>
internal sealed class StartupLog
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    private volatile bool _hasStarted;

    public static void Add(WebApplicationBuilder builder)
    {
        var startup = new StartupLog();
        builder.Services.AddSingleton(startup);
        builder.Logging.AddFilter(
            HostCategory, level => level >= LogLevel.Information && (level != LogLevel.Error || startup._hasStarted));
    }

    public static void EndWithStart(WebApplication app)
    {
        var startup = app.Services.GetRequiredService<StartupLog>();
        app.Lifetime.ApplicationStarted.Register(() => startup._hasStarted = true);
    }
}
