using System.Diagnostics;

namespace Scim.Bus.Ingress.Directory;

/// <summary>The ingress's own activity source. Listeners subscribe to its name.</summary>
internal static class IngressTelemetry
{
    public static ActivitySource Source { get; } = new("Scim.Bus.Ingress");
}
