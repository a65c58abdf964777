using Scim.Bus.Console.Gateway;

namespace Scim.Bus.Console.Pages.Connect;

/// <summary>Where identity providers push to.</summary>
/// <param name="Url">SCIM base URL.</param>
/// <param name="IsGuess">True if SCIM runs in another process and its public URL is not configured.</param>
public sealed record ScimAddress(string Url, bool IsGuess)
{
    /// <summary>The configured address, or the host that the request came to.</summary>
    internal static ScimAddress For(HttpRequest request, GatewayOptions gateway) => new(
        gateway.PublicScimUrl?.ToString() ?? $"{request.Scheme}://{request.Host}{request.PathBase}/scim/v2",
        IsGuess: gateway is { PublicScimUrl: null, Ingress: not null });
}
