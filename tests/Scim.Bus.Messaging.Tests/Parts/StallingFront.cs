using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>
/// Passes on what connections to a broker carry. The first connection that names a given queue gets no answer from there on, until it is
/// cut, as if the broker had died with its machine. All others are passed on.
/// </summary>
internal sealed class StallingFront : IAsyncDisposable
{
    private readonly string _host;
    private readonly int _port;
    /// <summary>A name as AMQP writes it, behind its length: that of its error queue contains it otherwise.</summary>
    private readonly byte[] _name;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _life = new();
    private readonly CancellationTokenSource _stall = new();
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private int _stalled;
    private int _since;

    private StallingFront(UriBuilder broker, string queue)
    {
        (_host, _port, _name) = (broker.Host, broker.Port, [(byte)queue.Length, .. Encoding.UTF8.GetBytes(queue)]);
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port { get; } = FreePort.Next();

    /// <summary>How many connections have been opened since one got no answer.</summary>
    public int ConnectionsSinceStall => Volatile.Read(ref _since);

    public static StallingFront StartNew(UriBuilder broker, string queue) => new(broker, queue);

    /// <summary>Cuts the connection that gets no answer.</summary>
    public Task CutAsync() => _stall.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync();
        await _stall.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _life.Dispose();
        _stall.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_life.Token);
                if (Volatile.Read(ref _stalled) == 1)
                    Interlocked.Increment(ref _since);
                _connections.Add(PassOnAsync(client));
            }
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
            using var server = new TcpClient();
            await server.ConnectAsync(_host, _port, _life.Token);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(_life.Token);
            var answers = server.GetStream().CopyToAsync(client.GetStream(), over.Token);
            await Task.WhenAny(SendAsync(client.GetStream(), server.GetStream(), over.Token), answers);
            await over.CancelAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // Either side hung up.
        }
    }

    private async Task SendAsync(NetworkStream client, NetworkStream server, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReadAsync(buffer, cancellationToken) is > 0 and var length)
        {
            if (buffer.AsSpan(0, length).IndexOf(_name) >= 0 && Interlocked.Exchange(ref _stalled, 1) == 0)
                await Task.Delay(Timeout.Infinite, _stall.Token);
            await server.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
        }
    }
}
