using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Scim.Bus.ServiceDefaults.Network;

/// <summary>Takes the address and the scheme of a request from the proxies that are trusted, and from nobody else.</summary>
internal static class TrustedProxies
{
    private static readonly char[] Separators = [',', ' '];

    public static void AddTrustedProxies(this IServiceCollection services) => services.AddOptions<ForwardedHeadersOptions>()
        .Configure<IOptions<NetworkOptions>>((forwarded, network) =>
        {
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            forwarded.ForwardLimit = null;
            if (!TryParse(network.Value.TrustedProxies, out var proxies) || proxies.Count == 0)
                return;
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in proxies)
                forwarded.KnownIPNetworks.Add(proxy);
        });

    public static bool TryParse(string list, out IReadOnlyList<IPNetwork> proxies)
    {
        var found = new List<IPNetwork>();
        proxies = found;
        foreach (var text in list.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(text, out var range))
                found.Add(range);
            else if (!text.Contains('/') && IPAddress.TryParse(text, out var address))
                found.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                return false;
        }

        return true;
    }
}
