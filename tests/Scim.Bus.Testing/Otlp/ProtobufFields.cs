using Google.Protobuf;

namespace Scim.Bus.Testing;

/// <summary>
/// The fields of one protobuf message, read without generated code. Fields that nobody asks for are skipped, so a newer
/// protocol does no harm.
/// </summary>
internal sealed class ProtobufFields
{
    private readonly List<(int Number, ulong Value)> _numbers = [];
    private readonly List<(int Number, ByteString Value)> _bytes = [];

    /// <exception cref="InvalidProtocolBufferException">It is no protobuf message.</exception>
    public ProtobufFields(CodedInputStream input)
    {
        while (input.ReadTag() is var tag and not 0)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            switch (WireFormat.GetTagWireType(tag))
            {
                case WireFormat.WireType.Varint:
                    _numbers.Add((number, input.ReadUInt64()));
                    break;
                case WireFormat.WireType.Fixed64:
                    _numbers.Add((number, input.ReadFixed64()));
                    break;
                case WireFormat.WireType.Fixed32:
                    _numbers.Add((number, input.ReadFixed32()));
                    break;
                case WireFormat.WireType.LengthDelimited:
                    _bytes.Add((number, input.ReadBytes()));
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }
    }

    public ulong? Number(int field)
    {
        ulong? found = null;
        foreach (var (number, value) in _numbers)
        {
            // The last value wins, as in any protobuf reader.
            if (number == field) found = value;
        }

        return found;
    }

    public string? Text(int field) => All(field).LastOrDefault()?.ToStringUtf8();

    /// <summary>Bytes as lower-case hexadecimal; null if there are none.</summary>
    public string? Hex(int field) =>
        All(field).LastOrDefault() is { IsEmpty: false } bytes ? Convert.ToHexStringLower(bytes.Span) : null;

    public ByteString? Bytes(int field) => All(field).LastOrDefault();

    /// <summary>The messages of a repeated field.</summary>
    public IEnumerable<ProtobufFields> Messages(int field) => All(field).Select(bytes => new ProtobufFields(bytes.CreateCodedInput()));

    public ProtobufFields? Message(int field) => Messages(field).LastOrDefault();

    private IEnumerable<ByteString> All(int field) => _bytes.Where(entry => entry.Number == field).Select(entry => entry.Value);
}
