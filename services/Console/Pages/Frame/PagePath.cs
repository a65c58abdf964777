using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Frame;

/// <summary>Addresses of pages.</summary>
public static class PagePath
{
    public const string Tenants = "/tenants";
    public const string Errors = "/errors";
    public const string Keys = "/keys";
    public const string Requests = "/requests";

    public const string Audit = "/audit";

    /// <summary>Path of a page of a tenant.</summary>
    public static string OfTenant(TenantId tenant, params ReadOnlySpan<string> parts)
    {
        var path = $"{Tenants}/{tenant}";
        foreach (var part in parts)
            path += $"/{Uri.EscapeDataString(part)}";
        return path;
    }

    /// <summary>A path with a query, without parameters that are null or empty.</summary>
    public static string With(string path, params (string Name, object? Value)[] query) => QueryHelpers.AddQueryString(
        path,
        query.Select(parameter => KeyValuePair.Create(parameter.Name, Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)))
            .Where(parameter => !string.IsNullOrEmpty(parameter.Value)));

    /// <summary>Whether a path is one of this host, and so may be returned to.</summary>
    public static bool IsLocal(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);
}
