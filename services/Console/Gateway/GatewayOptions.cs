namespace Scim.Bus.Console.Gateway;

/// <summary>Where the other services are (section <c>Gateway</c> of the configuration). Those in the same process need no address.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "Gateway";

    public Uri? Ingress { get; set; }

    public Uri? Accounts { get; set; }

    public Uri? AccessGroups { get; set; }

    public Uri? Provisioning { get; set; }
}
