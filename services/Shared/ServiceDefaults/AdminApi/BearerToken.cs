using Microsoft.AspNetCore.Http;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>Reads the bearer token of a request (RFC 6750, section 2.1).</summary>
public static class BearerToken
{
    private const string Prefix = "Bearer ";

    /// <summary>The token in the <c>Authorization</c> header; null without one, or with several such headers.</summary>
    public static string? From(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } value && value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? value[Prefix.Length..].Trim()
            : null;
    }
}
