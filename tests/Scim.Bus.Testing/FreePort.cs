using System.Net;
using System.Net.Sockets;

namespace Scim.Bus.Testing;

/// <summary>
/// Loopback TCP ports that nobody listens on and that this process has not handed out before.
/// </summary>
/// <remarks>
/// The ports lie below the range from which operating systems take the local ports of outgoing connections. A port
/// from that range (which is what binding to port 0 gives) could be taken by any client while a killed server
/// waits to be restarted on it; a client that keeps trying to reach that server could even connect to itself.
/// </remarks>
public static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;

    // Test hosts that run at the same time start at different places.
    private static int _last = Random.Shared.Next(Count);

    /// <summary>A free port.</summary>
    /// <exception cref="InvalidOperationException">Every port of the range is taken.</exception>
    public static int Next()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _last) % Count);
            if (IsFree(port)) return port;
        }

        throw new InvalidOperationException($"No free port from {First} to {First + Count - 1}.");
    }

    private static bool IsFree(int port)
    {
        // Bound to every address, because whoever listens on all of them answers on loopback too.
        using var listener = new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
