using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Scim.Bus.Console.Gateway;

namespace Scim.Bus.Console.Clients;

/// <summary>Where the services' admin API is: at the gateway's addresses, or on this host where a service has none.</summary>
internal sealed class ServiceAddresses(IOptions<GatewayOptions> gateway, IServer server)
{
    public Uri Ingress => gateway.Value.Ingress ?? Own;

    public Uri Accounts => gateway.Value.Accounts ?? Own;

    public Uri AccessGroups => gateway.Value.AccessGroups ?? Own;

    public Uri Provisioning => gateway.Value.Provisioning ?? Own;

    public Uri Console => Own;

    /// <summary>This host, seen from itself. Known once it listens.</summary>
    private Uri Own => Loopback(
        server.Features.Get<IServerAddressesFeature>()?.Addresses.OrderBy(address => address, StringComparer.Ordinal).FirstOrDefault()
        ?? throw new InvalidOperationException("This host does not listen yet."));

    /// <summary>An address to call for one to listen at, which may stand for all of a machine's.</summary>
    private static Uri Loopback(string address)
    {
        var listening = BindingAddress.Parse(address);
        var host = listening.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "127.0.0.1" : listening.Host;
        return new UriBuilder(listening.Scheme, host, listening.Port).Uri;
    }
}
