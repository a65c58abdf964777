using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>Path, media types and JSON options of SCIM over HTTP (RFC 7644, section 3.1).</summary>
internal static class ScimMedia
{
    public const string Path = "/scim/v2";

    public const string Scim = "application/scim+json";

    private const string PlainJson = "application/json";

    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>True for JSON in UTF-8. A body without a content type counts as JSON.</summary>
    public static bool IsAccepted(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
            return true;
        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType.Equals(Scim, StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals(PlainJson, StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue
                || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The content type of the response: SCIM's, unless the client accepts only plain JSON.</summary>
    public static string ResponseType(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return accept.Contains(PlainJson, StringComparison.OrdinalIgnoreCase) && !accept.Contains(Scim, StringComparison.OrdinalIgnoreCase)
            ? PlainJson
            : Scim;
    }
}
