using System.Diagnostics;

namespace Scim.Bus.Ingress;

/// <summary>The ingress's own spans.</summary>
internal static class IngressTelemetry
{
    public static ActivitySource Source { get; } = new("Scim.Bus.Ingress");
}
