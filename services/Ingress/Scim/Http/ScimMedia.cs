using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>Path, media types and JSON options of SCIM over HTTP (RFC 7644, section 3.1).</summary>
internal static class ScimMedia
{
    public const string Path = "/scim/v2";

    public const string Scim = "application/scim+json";

    private const string PlainJson = "application/json";

    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>True for a request to SCIM, which has its own form of errors.</summary>
    public static bool IsScim(PathString path) => path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// True for JSON in UTF-8. A body without a content type counts as JSON. JSON is always UTF-8 (RFC 8259, section 8.1), so that a
    /// charset says nothing new; <c>utf8</c> is a common misspelling of it.
    /// </summary>
    public static bool IsAccepted(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
            return true;
        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType.Equals(Scim, StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals(PlainJson, StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue || IsUtf8(HeaderUtilities.RemoveQuotes(type.Charset)));
    }

    /// <summary>True for a body as it is, without compression or another content coding (RFC 9110, section 8.4).</summary>
    public static bool IsUncoded(IHeaderDictionary headers) => headers.ContentEncoding
        .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .All(coding => coding.Equals("identity", StringComparison.OrdinalIgnoreCase));

    /// <summary>The content type of the response: SCIM's, unless the client accepts only plain JSON.</summary>
    public static string ResponseType(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return accept.Contains(PlainJson, StringComparison.OrdinalIgnoreCase) && !accept.Contains(Scim, StringComparison.OrdinalIgnoreCase)
            ? PlainJson
            : Scim;
    }

    private static bool IsUtf8(StringSegment charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);
}
