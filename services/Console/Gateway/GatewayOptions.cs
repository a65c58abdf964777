namespace Scim.Bus.Console.Gateway;

/// <summary>Where the other services are (section <c>Gateway</c> of the configuration). Those in the same process need no address.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>The address of SCIM as identity providers reach it, for the page to show; null if it is the page's own.</summary>
    public Uri? PublicScimUrl { get; set; }

    public Uri? Ingress { get; set; }

    public Uri? Accounts { get; set; }

    public Uri? AccessGroups { get; set; }

    public Uri? Provisioning { get; set; }
}
