using System.ComponentModel.DataAnnotations;

namespace Scim.Bus.ServiceDefaults.Network;

/// <summary>Where requests come from, and what is taken from an address (section <c>Network</c> of the configuration).</summary>
public sealed class NetworkOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Network";

    /// <summary>
    /// Addresses and ranges of the proxies in front of the service, separated by commas. What they say in <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c> counts; what others say there does not. Empty for none.
    /// </summary>
    [ProxyList]
    public string TrustedProxies { get; set; } = "";

    /// <summary>
    /// Failed authentications from an address that are answered with 401 in a minute; 429 beyond that. A valid credential is never refused
    /// for others' failures from the same address.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxFailedAuthentications { get; set; } = 60;
}
