using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Protocol.Schemas;

namespace Scim.Bus.ServiceDefaults.Http;

/// <summary>
/// A response by which Kestrel refuses a request before the application sees it: a status, no body, and the connection ends.
/// </summary>
internal static class Refusal
{
    /// <summary>Most bytes that such a response has.</summary>
    public const int LongestHead = 512;

    /// <summary>The same response with a body that says what is wrong; null for any other response.</summary>
    /// <param name="response">The head of the response.</param>
    /// <param name="isScim">True for a SCIM error (RFC 7644, section 3.12), false for problem details (RFC 9457).</param>
    public static byte[]? Explain(ReadOnlySpan<byte> response, bool isScim)
    {
        if (response.Length > LongestHead
            || !response.StartsWith("HTTP/1."u8)
            || !response.EndsWith("\r\n\r\n"u8)
            || response.IndexOf("\r\nContent-Length: 0\r\n"u8) < 0
            || response.IndexOf("\r\nConnection: close\r\n"u8) < 0
            || !Utf8Parser.TryParse(response["HTTP/1.1 ".Length..], out int status, out _)
            || status < 400)
        {
            return null;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(isScim ? ScimError(status) : Problem(status));
        var head = Encoding.ASCII.GetString(response).Replace(
            "\r\nContent-Length: 0\r\n",
            string.Create(
                CultureInfo.InvariantCulture,
                $"\r\nContent-Length: {body.Length}\r\nContent-Type: application/{(isScim ? "scim" : "problem")}+json\r\n"),
            StringComparison.Ordinal);
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static JsonObject ScimError(int status) => new()
    {
        ["schemas"] = new JsonArray(SchemaUrns.Error),
        ["status"] = status.ToString(CultureInfo.InvariantCulture),
        ["detail"] = Detail(status, "A long filter can be sent by POST to '/.search'."),
    };

    private static JsonObject Problem(int status) => new()
    {
        ["title"] = ReasonPhrases.GetReasonPhrase(status),
        ["status"] = status,
        ["detail"] = Detail(status, ""),
    };

    private static string Detail(int status, string instead) => status switch
    {
        400 => "The request is not valid HTTP: its request line or one of its headers can't be read.",
        408 => "The request did not arrive in time.",
        413 => "The body is larger than is taken here.",
        414 => $"The request line is longer than {HttpServer.MaxRequestLine} bytes. {instead}".TrimEnd(),
        431 => "The headers are larger than 32 KiB, or more than 100.",
        505 => "This version of HTTP is not supported; HTTP/1.1 is.",
        _ => $"{ReasonPhrases.GetReasonPhrase(status)}.",
    };
}
