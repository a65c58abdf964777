using System.Net;
using Microsoft.AspNetCore.Http;

namespace Scim.Bus.ServiceDefaults.Authorization;

/// <summary>Reads where a request comes from.</summary>
public static class ClientAddress
{
    /// <summary>
    /// The address of the client: that in the assertion of the Console, which saw the client; else the connection's, or what trusted
    /// proxies say.
    /// </summary>
    public static string? GetClientAddress(this HttpContext context)
    {
        if (context.User.FindFirst(AdminPrincipal.Address)?.Value is { Length: > 0 } asserted)
            return asserted;
        return TextOf(context.Connection.RemoteIpAddress);
    }

    /// <summary>An address as logs have it: one of IPv4 as such, also on a socket of IPv6.</summary>
    public static string? TextOf(IPAddress? address) =>
        (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
}
