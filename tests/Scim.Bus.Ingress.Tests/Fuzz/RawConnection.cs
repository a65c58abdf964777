using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Scim.Bus.Ingress.Tests.Fuzz;

/// <summary>
/// HTTP/1.1 by hand, for what a well-behaved client would not send: whatever bytes are given go out. Keeps its connection while it can.
/// </summary>
internal sealed class RawConnection(Uri address) : IDisposable
{
    private TcpClient? _tcp;
    private BufferedStream? _stream;

    public void Dispose() => Close();

    /// <summary>Sends a request and reads the response.</summary>
    /// <param name="head">Request line and headers, each with its line end.</param>
    /// <param name="body">The body, which is sent with a Content-Length.</param>
    /// <param name="cancellationToken">Aborts the request.</param>
    public async Task<RawAnswer> SendAsync(byte[] head, byte[] body, CancellationToken cancellationToken)
    {
        var isNew = _tcp is null;
        try
        {
            return await ExchangeAsync(head, body, cancellationToken);
        }
        catch (IOException) when (!isNew)
        {
            // The server may close the connection after any response.
            Close();
            return await ExchangeAsync(head, body, cancellationToken);
        }
    }

    /// <summary>Sends a request without waiting for its response.</summary>
    public async Task WriteAsync(byte[] head, byte[] body, CancellationToken cancellationToken = default)
    {
        if (_tcp is null)
        {
            _tcp = new TcpClient { NoDelay = true };
            await _tcp.ConnectAsync(address.Host, address.Port, cancellationToken);
            _stream = new BufferedStream(_tcp.GetStream(), 16 * 1024);
        }

        byte[] request = [.. head, .. Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"), .. body];
        await _tcp.GetStream().WriteAsync(request, cancellationToken);
    }

    private async Task<RawAnswer> ExchangeAsync(byte[] head, byte[] body, CancellationToken cancellationToken)
    {
        await WriteAsync(head, body, cancellationToken);
        var answer = await ReadAsync(cancellationToken);
        if (answer.Closes)
            Close();
        return answer;
    }

    private async Task<RawAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        var status = int.Parse((await LineAsync(cancellationToken)).Split(' ')[1], CultureInfo.InvariantCulture);
        var (length, isChunked, closes, type) = (0, false, false, "");
        for (var line = await LineAsync(cancellationToken); line.Length > 0; line = await LineAsync(cancellationToken))
        {
            var (name, value) = (line.Split(':')[0].ToLowerInvariant(), line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            switch (name)
            {
                case "content-length":
                    length = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "transfer-encoding":
                    isChunked = true;
                    break;
                case "connection":
                    closes = value.Equals("close", StringComparison.OrdinalIgnoreCase);
                    break;
                case "content-type":
                    type = value;
                    break;
            }
        }

        if (!isChunked)
            return new RawAnswer(status, type, await BytesAsync(length, cancellationToken), closes);
        using var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse(await LineAsync(cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await BytesAsync(size, cancellationToken));
            await LineAsync(cancellationToken);
            if (size == 0)
                return new RawAnswer(status, type, body.ToArray(), closes);
        }
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await _stream!.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            await _stream!.ReadExactlyAsync(one, cancellationToken);
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }
    }

    private void Close()
    {
        _tcp?.Dispose();
        (_tcp, _stream) = (null, null);
    }
}

/// <summary>The response.</summary>
internal sealed record RawAnswer(int Status, string ContentType, byte[] Body, bool Closes);
