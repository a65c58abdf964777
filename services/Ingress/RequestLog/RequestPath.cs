using System.Diagnostics.CodeAnalysis;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>Paths of requests as records have them.</summary>
internal static class RequestPath
{
    /// <summary>End of the path of a search by POST, which reads.</summary>
    public const string Search = "/.search";

    private const string Root = "/scim/v2";
    private const int Longest = 500;

    /// <summary>The path below the root of SCIM. It is whatever somebody sent.</summary>
    public static string Shown(string path)
    {
        var below = path.StartsWith(Root, StringComparison.OrdinalIgnoreCase) ? path[Root.Length..] : path;
        if (below.Length == 0)
            return "/";
        return SecretNames.Suggest(below.Length > Longest ? below[..Longest] : below) || SecretText.Looks(below)
            ? SecretText.Redacted
            : Shorten(below);
    }

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Shorten(string? text, int longest = Longest) => text?.Length > longest ? text[..longest] : text;

    /// <summary>True for a request that can change nothing.</summary>
    public static bool IsRead(string method, string path) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)
        || path.TrimEnd('/').EndsWith(Search, StringComparison.OrdinalIgnoreCase);
}
