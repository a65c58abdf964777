using System.Buffers;
using System.Text.Json;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>
/// Writes JSON to a response in pieces. Nothing is sent before the first piece is full, so that a failure until then can still become an
/// error response. After that, a failure ends the connection.
/// </summary>
internal sealed class ScimWriter : IDisposable
{
    private const int PieceSize = 32 * 1024;
    private const int InitialSize = 2 * 1024;

    private readonly HttpResponse _response;
    private readonly ArrayBufferWriter<byte> _piece = new(InitialSize);

    public ScimWriter(HttpResponse response)
    {
        _response = response;
        Json = new Utf8JsonWriter(_piece, new JsonWriterOptions { Encoder = ScimMedia.Json.Encoder });
    }

    public Utf8JsonWriter Json { get; }

    /// <summary>Sends what was written if it fills a piece. Waits for a client that reads slowly.</summary>
    public ValueTask FlushIfFullAsync(CancellationToken cancellationToken) =>
        Json.BytesPending + _piece.WrittenCount < PieceSize ? ValueTask.CompletedTask : new ValueTask(SendAsync(cancellationToken));

    /// <summary>Sends the rest.</summary>
    public Task CompleteAsync(CancellationToken cancellationToken)
    {
        Json.Flush();
        if (!_response.HasStarted)
            _response.ContentLength = _piece.WrittenCount;
        return SendAsync(cancellationToken);
    }

    public void Dispose() => Json.Dispose();

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        Json.Flush();
        await _response.BodyWriter.WriteAsync(_piece.WrittenMemory, cancellationToken);
        _piece.ResetWrittenCount();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
