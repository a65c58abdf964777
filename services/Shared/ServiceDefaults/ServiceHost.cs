using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.Startup;

namespace Scim.Bus.ServiceDefaults;

/// <summary>Runs a service as a process.</summary>
public static class ServiceHost
{
    private const int Ok = 0;
    private const int Failed = 1;

    /// <summary>
    /// Builds and runs a service until it is stopped. What an operator can fix (a wrong setting, a port in use, a store of another version)
    /// ends the process with one line on stderr; a bug ends it with its stack trace.
    /// </summary>
    /// <param name="add">Adds what the service consists of to a new host.</param>
    /// <param name="map">Maps the service's endpoints, after settings and store were verified: endpoints may need the bus.</param>
    /// <returns>The exit code: 0 after a normal stop, 1 after a failure.</returns>
    public static async Task<int> RunAsync(Func<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        StoreSchemaCheck? schema = null;
        try
        {
            await using var app = add().Build();
            app.Services.GetService<IStartupValidator>()?.Validate();
            schema = app.Services.GetRequiredService<StoreSchemaCheck>();
            await VerifyAsync(schema);
            map(app);
            await app.RunAsync();
            return schema.Failure is null ? Ok : Failed;
        }
        catch (OperationCanceledException)
        {
            // Stopped while it started.
            return schema?.Failure is null ? Ok : Failed;
        }
        catch (Exception e) when (StartupFailure.Describe(e) is { } reason)
        {
            await Console.Error.WriteLineAsync($"{AppDomain.CurrentDomain.FriendlyName} can't start. {reason}");
            return Failed;
        }
    }

    /// <summary>Before the host starts, which would log the failure with its stack trace.</summary>
    private static async Task VerifyAsync(StoreSchemaCheck schema)
    {
        try
        {
            await schema.VerifyAsync(CancellationToken.None);
        }
        catch (StoreUnavailableException e) when (e is not StoreSchemaException)
        {
            // An outage does not keep a service from starting; the check repeats itself.
        }
    }
}
