using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

namespace Scim.Bus.PublicNames.Tests.Hosts;

/// <summary>A service in this process, put together as its own process would.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private const string AdminKey = "the-key-of-an-operator";

    private ServiceHost(
        Service service, WebApplication app, SettingsRecorder settings, EndpointRecorder endpoints, IReadOnlyList<Type> options)
    {
        (Service, App, Settings, Endpoints, Options) = (service, app, settings, endpoints, options);
        foreach (var type in options)
            Bind(type);
    }

    public Service Service { get; }

    public WebApplication App { get; }

    public SettingsRecorder Settings { get; }

    public EndpointRecorder Endpoints { get; }

    /// <summary>The option classes of ours that the service uses.</summary>
    public IReadOnlyList<Type> Options { get; }

    /// <summary>Builds the host on RabbitMQ and MongoDB, as it is deployed. It is not started: nobody is at these addresses.</summary>
    public static ServiceHost BuildDeployed(Service service) => Build(
        service,
        singleProcess: false,
        new()
        {
            ["Bus:Transport"] = "RabbitMq",
            ["ConnectionStrings:RabbitMq"] = "amqp://guest:guest@127.0.0.1:1/",
            ["Store:Engine"] = "MongoDb",
            ["ConnectionStrings:MongoDb"] = "mongodb://127.0.0.1:1",
        });

    /// <summary>Builds and starts the host on SQLite and an in-memory bus.</summary>
    public static async Task<ServiceHost> StartAsync(Service service, string folder)
    {
        var host = Build(
            service, singleProcess: true, new() { ["Bus:Transport"] = "InMemory", ["Store:Engine"] = "Sqlite", ["Store:Path"] = folder });
        await host.App.StartAsync();
        return host;
    }

    /// <summary>Asks the admin API.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var http = new HttpClient
        {
            BaseAddress = new Uri(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", AdminKey) },
        };
        return await http.GetStringAsync(new Uri(path, UriKind.Relative));
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static ServiceHost Build(Service service, bool singleProcess, Dictionary<string, string?> settings)
    {
        var recorder = new SettingsRecorder();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(settings)
        {
            ["Admin:ApiKey"] = AdminKey,
            ["Bootstrap:Tenant"] = "acme",
            ["Bootstrap:Token"] = "an-identity-providers-token",
            ["Gateway:Ingress"] = "http://ingress.example",
            ["Gateway:Accounts"] = "http://accounts.example",
            ["Gateway:AccessGroups"] = "http://access-groups.example",
            ["Gateway:Provisioning"] = "http://provisioning.example",
            ["Gateway:Notifications"] = "http://notifications.example",
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.Configuration.Sources.Add(recorder);
        builder.AddServiceDefaults(service.Name);
        service.Add(builder);
        var endpoints = new EndpointRecorder();
        builder.Services.AddBusConsumers(endpoints.Watch);
        builder.AddBus(singleProcess);
        builder.Logging.ClearProviders();
        var options = builder.Services.Select(registered => registered.ServiceType)
            .Where(IsOurOptions)
            .Select(type => type.GenericTypeArguments[0])
            .Distinct()
            .ToList();
        var app = builder.Build();
        app.MapServiceDefaults();
        service.Map(app);
        return new ServiceHost(service, app, recorder, endpoints, options);
    }

    private static bool IsOurOptions(Type type) =>
        type.IsGenericType
        && type.GetGenericTypeDefinition() == typeof(IConfigureOptions<>)
        && type.GenericTypeArguments[0].Namespace!.StartsWith("Scim.", StringComparison.Ordinal);

    /// <summary>Reads options from the configuration now, not when they are first needed.</summary>
    private void Bind(Type type)
    {
        var options = typeof(IOptions<>).MakeGenericType(type);
        _ = options.GetProperty(nameof(IOptions<object>.Value))!.GetValue(App.Services.GetRequiredService(options));
    }
}
