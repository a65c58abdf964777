using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Scim.Bus.Ingress.Directory;

/// <summary>
/// Generates UUIDs of version 7 that sort by creation, even within a millisecond: a counter follows the timestamp (RFC 9562, section 6.2,
/// method 1). A resource that is created while a client pages through a list therefore appears on a later page.
/// </summary>
internal sealed class ResourceIds(TimeProvider time)
{
    private const int CounterBits = 12;

    private readonly Lock _lock = new();

    /// <summary>
    /// Unix milliseconds and counter of the last id in one number, so that an overflowing counter runs ahead of the clock.
    /// </summary>
    private long _last;

    public Guid Next()
    {
        long current;
        lock (_lock)
        {
            _last = Math.Max(_last + 1, time.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits);
            current = _last;
        }

        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        const int version = 0x7;
        const int counterMask = (1 << CounterBits) - 1;
        var timestamp = current >> CounterBits;
        BinaryPrimitives.WriteInt64BigEndian(bytes, (timestamp << 16) | (version << CounterBits) | (current & counterMask));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
