using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Scim.Bus.Ingress.Directory;

/// <summary>
/// Makes ids that sort in the order in which they were made, also within a millisecond: UUIDs of version 7 with a counter behind the time (RFC 9562,
/// section 6.2, method 1). So what is created while somebody reads a list page by page stands on a later page.
/// </summary>
internal sealed class ResourceIds(TimeProvider time)
{
    private const int CounterBits = 12;

    private readonly Lock _lock = new();

    /// <summary>Milliseconds and counter of the last id, as one number: a counter that overflows runs ahead of the clock.</summary>
    private long _last;

    public Guid Next()
    {
        long present;
        lock (_lock)
        {
            _last = Math.Max(_last + 1, time.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits);
            present = _last;
        }

        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        const int version = 0x7;
        const int counterMask = (1 << CounterBits) - 1;
        BinaryPrimitives.WriteInt64BigEndian(bytes, (present >> CounterBits << 16) | (version << CounterBits) | (present & counterMask));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
