namespace Scim.Bus.Ingress.Directory;

/// <summary>The ingress as a service: its name is also the name of its database.</summary>
internal static class IngressService
{
    public const string Name = "ingress";
}
