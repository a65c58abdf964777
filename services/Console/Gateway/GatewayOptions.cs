using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Console.Gateway;

/// <summary>Where the other services are (section <c>Gateway</c> of the configuration). Those in the same process need no address.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>The address of SCIM as identity providers reach it, for the page to show; null if it is the page's own.</summary>
    [AbsoluteUrl]
    public Uri? PublicScimUrl { get; set; }

    [AbsoluteUrl]
    public Uri? Ingress { get; set; }

    [AbsoluteUrl]
    public Uri? Accounts { get; set; }

    [AbsoluteUrl]
    public Uri? AccessGroups { get; set; }

    [AbsoluteUrl]
    public Uri? Provisioning { get; set; }
}
