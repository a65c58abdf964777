using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Console.Gateway;

/// <summary>
/// Addresses of the other services (section <c>Gateway</c> of the configuration). A service in the same process has none.
/// </summary>
internal sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>SCIM base URL for identity providers, as the page shows it; null if it is on the page's own host.</summary>
    [AbsoluteUrl]
    public Uri? PublicScimUrl { get; set; }

    /// <summary>Jaeger's address, as browsers reach it; null if traces are not linked.</summary>
    [AbsoluteUrl]
    public Uri? Jaeger { get; set; }

    [AbsoluteUrl]
    public Uri? Ingress { get; set; }

    [AbsoluteUrl]
    public Uri? Accounts { get; set; }

    [AbsoluteUrl]
    public Uri? AccessGroups { get; set; }

    [AbsoluteUrl]
    public Uri? Provisioning { get; set; }

    [AbsoluteUrl]
    public Uri? Notifications { get; set; }
}
