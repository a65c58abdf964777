using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Scim.Protocol.Resources;

/// <summary>Measures values as JSON in UTF-8, as responses have it, without keeping the text.</summary>
internal sealed class JsonSize : IBufferWriter<byte>, IDisposable
{
    private const int MinScratch = 1_024;

    private readonly Utf8JsonWriter _writer;
    private byte[] _scratch = new byte[MinScratch];
    private long _count;

    public JsonSize() =>
        _writer = new Utf8JsonWriter(this, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Bytes of the value.</summary>
    public long Of(JsonNode value)
    {
        _writer.Reset();
        _count = 0;
        value.WriteTo(_writer);
        _writer.Flush();
        return _count;
    }

    public void Advance(int count) => _count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_scratch.Length < sizeHint)
            _scratch = new byte[sizeHint];
        return _scratch;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose() => _writer.Dispose();
}
