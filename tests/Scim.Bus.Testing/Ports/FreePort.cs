using System.Net;
using System.Net.Sockets;

namespace Scim.Bus.Testing;

/// <summary>
/// Free loopback TCP ports. A port is handed out once, to one test host on this machine; what else on the machine listens on is skipped.
/// </summary>
/// <remarks>
/// The ports lie below the range from which operating systems take the local ports of outgoing connections. A port
/// from that range (which is what binding to port 0 gives) could be taken by any client while a killed server
/// waits to be restarted on it; a client that keeps trying to reach that server could even connect to itself.
/// </remarks>
public static class FreePort
{
    private static readonly Lock Gate = new();
    private static int _next;
    private static int _end;

    /// <summary>A free port that nobody else is given while this process lives.</summary>
    /// <exception cref="InvalidOperationException">Test hosts hold all blocks, or programs listen on all ports.</exception>
    public static int Next()
    {
        lock (Gate)
        {
            while (true)
            {
                if (_next == _end)
                {
                    _next = PortBlock.Take();
                    _end = _next + PortBlock.Size;
                }

                var port = _next++;
                if (IsFree(port)) return port;
            }
        }
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
