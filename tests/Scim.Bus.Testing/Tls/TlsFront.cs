using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Scim.Bus.Testing;

/// <summary>
/// Takes encrypted connections on a port of its own and passes on what they carry to a server that speaks in the clear. Keeps the first
/// byte of each, which says whether the client began with TLS.
/// </summary>
public sealed class TlsFront : IAsyncDisposable
{
    /// <summary>The first byte of TLS: a record of a handshake (RFC 8446, section 5.1).</summary>
    public const byte Handshake = 22;

    private readonly string _host;
    private readonly int _port;
    private readonly TestCertificate _certificate;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _life = new();
    private readonly ConcurrentQueue<byte> _firstBytes = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _encrypted;

    private TlsFront(string host, int port, TestCertificate certificate)
    {
        (_host, _port, _certificate) = (host, port, certificate);
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port { get; } = FreePort.Next();

    /// <summary>The first byte of each connection so far.</summary>
    public IReadOnlyList<byte> FirstBytes => [.. _firstBytes];

    /// <summary>How many connections have completed their handshake.</summary>
    public int Encrypted => Volatile.Read(ref _encrypted);

    public static TlsFront StartNew(string host, int port, TestCertificate certificate) => new(host, port, certificate);

    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _life.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(PassOnAsync(await _listener.AcceptTcpClientAsync(_life.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task PassOnAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var first = new byte[1];
            if (await client.Client.ReceiveAsync(first, SocketFlags.Peek, _life.Token) == 0)
                return;
            _firstBytes.Enqueue(first[0]);
            await using var encrypted = new SslStream(client.GetStream());
            await encrypted.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = _certificate.Server }, _life.Token);
            Interlocked.Increment(ref _encrypted);
            using var server = new TcpClient();
            await server.ConnectAsync(_host, _port, _life.Token);
            var plain = server.GetStream();
            using var over = CancellationTokenSource.CreateLinkedTokenSource(_life.Token);
            await Task.WhenAny(encrypted.CopyToAsync(plain, over.Token), plain.CopyToAsync(encrypted, over.Token));
            await over.CancelAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or AuthenticationException)
        {
            // Either side hung up, or the client does not trust the certificate.
        }
    }
}
