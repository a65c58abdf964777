using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Primitives;

namespace Scim.Bus.ServiceDefaults.Startup;

/// <summary>
/// Has each endpoint built once. Routing and authorization each ask for all endpoints while a service starts, and ASP.NET Core builds them
/// anew, with their handlers compiled again, each time that it is asked.
/// </summary>
internal sealed class EndpointsBuiltOnce : IHostedLifecycleService
{
    private ICollection<EndpointDataSource> _sources = [];

    /// <summary>Takes the endpoints of a host, more of which may be mapped until it starts.</summary>
    public void Of(IEndpointRouteBuilder app) => _sources = app.DataSources;

    /// <summary>Before any service of the host starts, its web server included, and after everything is mapped.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        EndpointDataSource[] mapped = [.. _sources];
        _sources.Clear();
        foreach (var source in mapped)
            _sources.Add(CanChange(source) ? source : new BuiltOnce(source));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether its endpoints change while the service runs, such as the routes of a proxy.</summary>
    private static bool CanChange(EndpointDataSource source) =>
        source.GetChangeToken() is { ActiveChangeCallbacks: true } or { HasChanged: true };

    private sealed class BuiltOnce(EndpointDataSource source) : EndpointDataSource
    {
        private readonly Lazy<IReadOnlyList<Endpoint>> _endpoints = new(() => source.Endpoints);

        public override IReadOnlyList<Endpoint> Endpoints => _endpoints.Value;

        public override IChangeToken GetChangeToken() => source.GetChangeToken();
    }
}
