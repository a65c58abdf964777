using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Scim.Bus.ServiceDefaults.Http;

namespace Scim.Bus.ServiceDefaults.Tests.Http;

/// <summary>
/// The pipe of a connection in which an earlier response is still on its way, so that a refusal is written into what that has left of a
/// buffer.
/// </summary>
public sealed class RefusalWriterTests
{
    private const int BufferSize = 4_096;

    private static readonly byte[] Refusal =
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n\r\n"u8.ToArray();

    [Fact]
    public async Task Case_21_a_refusal_has_a_body_however_little_is_left_of_the_buffer()
    {
        var line = new RequestLine();
        line.Observe(new ReadOnlySequence<byte>("GET /scim/v2/x HTTP/1.1\r\n"u8.ToArray()));
        for (var left = 1; left <= 2 * Refusal.Length; left++)
        {
            var pipe = new Pipe(new PipeOptions(minimumSegmentSize: BufferSize, pauseWriterThreshold: 0));
            var writer = new RefusalWriter(pipe.Writer, line);
            var earlier = new byte[pipe.Writer.GetMemory().Length - left];
            WriteAsKestrelDoes(writer, earlier);
            await writer.FlushAsync();
            WriteAsKestrelDoes(writer, Refusal);
            await writer.FlushAsync();
            await writer.CompleteAsync();

            var sent = (await ReadAllAsync(pipe.Reader))[earlier.Length..];
            Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", sent, StringComparison.Ordinal);
            Assert.Contains("\r\nContent-Type: application/scim+json\r\n", sent, StringComparison.Ordinal);
            Assert.Contains("\"status\":\"400\"", sent, StringComparison.Ordinal);
        }
    }

    /// <summary>Fills what it is lent, and asks for more only when that is full.</summary>
    private static void WriteAsKestrelDoes(PipeWriter writer, ReadOnlySpan<byte> response)
    {
        while (response.Length > 0)
        {
            var lent = writer.GetSpan();
            var part = response[..Math.Min(response.Length, lent.Length)];
            part.CopyTo(lent);
            writer.Advance(part.Length);
            response = response[part.Length..];
        }
    }

    private static async Task<string> ReadAllAsync(PipeReader reader)
    {
        await using var stream = reader.AsStream();
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return Encoding.ASCII.GetString(all.ToArray());
    }
}
