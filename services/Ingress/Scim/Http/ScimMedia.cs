using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>How SCIM travels over HTTP (RFC 7644, section 3.1).</summary>
internal static class ScimMedia
{
    public const string Path = "/scim/v2";

    public const string Scim = "application/scim+json";

    private const string PlainJson = "application/json";

    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether a body of this type is read. One without a type is taken for JSON; one in another encoding than UTF-8 is not.</summary>
    public static bool IsAccepted(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
            return true;
        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType.Equals(Scim, StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals(PlainJson, StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The type of the answer: SCIM's own, unless the client names only plain JSON.</summary>
    public static string Answer(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return accept.Contains(PlainJson, StringComparison.OrdinalIgnoreCase) && !accept.Contains(Scim, StringComparison.OrdinalIgnoreCase)
            ? PlainJson
            : Scim;
    }
}
