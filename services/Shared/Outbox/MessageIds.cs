using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Scim.Bus.Outbox;

/// <summary>
/// Deterministic message ids: a hash of what the message is about, so that a repeated message has the same id in every process. They are
/// UUIDs of version 8 (RFC 9562, section 5.8) made of SHA-256.
/// </summary>
public static class MessageIds
{
    /// <summary>Creates the id of a message about one version of a resource.</summary>
    /// <param name="resource">Globally unique id of the resource, such as a user's or a group's.</param>
    /// <param name="version">Version of the resource.</param>
    /// <param name="kind">Name of the message, followed by a number if one version has several messages of that name.</param>
    public static Guid Create(Guid resource, long version, string kind) =>
        Create(string.Create(CultureInfo.InvariantCulture, $"{resource}/{version}/{kind}"));

    /// <summary>Creates the id of a message from a text that identifies it.</summary>
    public static Guid Create(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(
            BinaryPrimitives.ReadInt32BigEndian(hash),
            BinaryPrimitives.ReadInt16BigEndian(hash[4..]),
            BinaryPrimitives.ReadInt16BigEndian(hash[6..]),
            hash[8], hash[9], hash[10], hash[11], hash[12], hash[13], hash[14], hash[15]);
    }
}
