using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Clients;

/// <summary>The connection of a tenant's identity provider, at the ingress.</summary>
internal sealed class ConnectionClient(HttpClient http, IHttpContextAccessor accessor) : ServiceClient(http, accessor)
{
    protected override string Name => "The ingress";

    public Task<ConnectionReport> GetAsync(TenantId tenant) => GetAsync<ConnectionReport>(Path(tenant, "connection"));
}
