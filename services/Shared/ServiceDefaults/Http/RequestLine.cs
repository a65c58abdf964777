using System.Buffers;
using System.Text;

namespace Scim.Bus.ServiceDefaults.Http;

/// <summary>What is known of the last request line on a connection: enough to choose the form of an error.</summary>
internal sealed class RequestLine
{
    private const int HeadSize = 32;

    /// <summary>True if the request is for SCIM, which has a form of errors of its own.</summary>
    public bool IsScim { get; private set; }

    /// <summary>True for a request whose response has no body.</summary>
    public bool IsHead { get; private set; }

    /// <summary>Looks at the start of what is read. Unless it looks like a request line, it is a later part of the same request.</summary>
    public void Observe(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> bytes = stackalloc byte[HeadSize];
        var head = bytes[..(int)Math.Min(HeadSize, buffer.Length)];
        buffer.Slice(0, head.Length).CopyTo(head);
        var space = head.IndexOf((byte)' ');
        if (space <= 0 || space + 1 == head.Length || head[space + 1] != '/')
            return;
        IsHead = head[..space].SequenceEqual("HEAD"u8);
        var path = head[(space + 1)..].TrimStart((byte)'/');
        IsScim = path.Length > 5 && Ascii.EqualsIgnoreCase(path[..5], "scim/"u8);
    }
}
