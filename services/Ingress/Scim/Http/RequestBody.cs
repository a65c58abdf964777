using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Scim.Bus.Ingress.RequestLog;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>Reads JSON bodies with a limited size.</summary>
internal static class RequestBody
{
    /// <summary>Bytes that are still read of a body that is too large: a client that is cut off while sending never sees the 413.</summary>
    private const int MaxDrained = 16 * 1024 * 1024;

    /// <summary>Reads a JSON object.</summary>
    /// <exception cref="ScimException">
    /// 415: not JSON in UTF-8, or compressed. 413: larger than <paramref name="maxSize"/> bytes. 400 <c>invalidSyntax</c>: not an object.
    /// </exception>
    public static async Task<JsonObject> ReadAsync(HttpRequest request, int maxSize, CancellationToken cancellationToken)
    {
        if (!ScimMedia.IsUncoded(request.Headers))
        {
            request.HttpContext.Response.Headers.AcceptEncoding = "identity";
            throw new ScimException(
                415, null, $"The body has the content coding '{request.Headers.ContentEncoding}'; it must be sent without one.");
        }

        if (!ScimMedia.IsAccepted(request.ContentType))
        {
            request.HttpContext.Response.Headers.Accept = ScimMedia.Scim;
            throw new ScimException(
                415, null, $"The body is '{request.ContentType}'; it must be {ScimMedia.Scim} or application/json in UTF-8.");
        }

        // The limit is ours. The server's own would be a second one, and lower than some that an operator may set.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        var entry = request.HttpContext.Features.Get<RequestEntry>();
        var buffer = new ArrayBufferWriter<byte>((int)Math.Min(request.ContentLength ?? 4_096, maxSize) + 1);
        while (await ReadSomeAsync(request, buffer, cancellationToken) > 0)
        {
            if (buffer.WrittenCount <= maxSize)
                continue;
            entry?.NotRead(Math.Max(request.ContentLength ?? 0, buffer.WrittenCount), sha256: null);
            await DrainAsync(request, cancellationToken);
            throw new ScimException(413, null, $"The body is larger than {maxSize} bytes.");
        }

        return Parse(buffer.WrittenSpan, entry);
    }

    private static JsonObject Parse(ReadOnlySpan<byte> body, RequestEntry? entry)
    {
        try
        {
            var parsed = ScimJson.ParseObject(WithoutByteOrderMark(body));
            if (entry is not null)
                entry.Bytes = body.Length;
            return parsed;
        }
        catch (ScimException)
        {
            entry?.NotRead(body.Length, Convert.ToHexStringLower(SHA256.HashData(body)));
            throw;
        }
    }

    private static async Task<int> ReadSomeAsync(HttpRequest request, ArrayBufferWriter<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await request.Body.ReadAsync(buffer.GetMemory(), cancellationToken);
        buffer.Advance(read);
        return read;
    }

    private static async Task DrainAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var discarded = new byte[64 * 1024];
        for (var drained = 0; drained < MaxDrained;)
        {
            var read = await request.Body.ReadAsync(discarded, cancellationToken);
            if (read == 0)
                return;
            drained += read;
        }
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> body) =>
        body.StartsWith("\uFEFF"u8) ? body["\uFEFF"u8.Length..] : body;
}
