using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Scim.Bus.Access.Tests.Hosts;

/// <summary>
/// A host with all services and three tenants, over HTTP and https, whose log is kept and whose time of day can be changed.
/// </summary>
public sealed class AllServices : IAsyncLifetime
{
    /// <summary>Its certificate.</summary>
    public TestCertificate Certificate { get; } = new();

    internal CapturedLog Log { get; } = new();

    internal ShiftedClock Clock { get; } = new();

    internal Host Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string?> { ["urls"] = "http://127.0.0.1:0;https://127.0.0.1:0" };
        Host = await Host.StartAsync("all-in-one", Service.All, settings, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.WebHost.ConfigureKestrel(
                server => server.ConfigureHttpsDefaults(https => https.ServerCertificate = Certificate.Server));
            builder.Logging.AddProvider(Log);
            builder.Logging.AddFilter<CapturedLog>(category: null, LogLevel.Trace);
        });
        foreach (var tenant in (string[])["globex", "hooli"])
            (await Host.SendAsync(HttpMethod.Post, "/api/tenants", Host.AdminKey, new JsonObject { ["id"] = tenant })).Expect(201);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        Certificate.Dispose();
    }
}

/// <summary>The tests that share one start of a host with all services.</summary>
[CollectionDefinition(Name)]
public sealed class InAllServices : ICollectionFixture<AllServices>
{
    public const string Name = "all services";
}
