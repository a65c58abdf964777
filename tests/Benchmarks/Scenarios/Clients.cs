using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Benchmarks.Scenarios;

/// <summary>An identity provider's connections to every process of the ingress, which take turns.</summary>
internal sealed class Clients(Deployment deployment, TestTenant tenant, int ingresses) : IDisposable
{
    private readonly ScimClient[] _clients = ingresses == 1
        ? [new ScimClient(deployment.ScimAddress, tenant.Token)]
        : [.. deployment.Processes
            .Where(process => process.Name == DistributedDeployment.Ingress)
            .Select(process => new ScimClient(process.BaseAddress, tenant.Token))];

    public TestTenant Tenant => tenant;

    /// <summary>The client of a request.</summary>
    public ScimClient this[int request] => _clients[request % _clients.Length];

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }
}
