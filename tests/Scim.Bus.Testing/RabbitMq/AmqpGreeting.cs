using System.Net.Sockets;

namespace Scim.Bus.Testing;

/// <summary>
/// Readiness as a client sees it: the AMQP 0-9-1 protocol header is answered by a method frame (Connection.Start).
/// RabbitMQ opens this listener after everything else, so an answer means that the node is up.
/// </summary>
internal static class AmqpGreeting
{
    private const byte MethodFrame = 1;

    private static readonly byte[] ProtocolHeader = [.. "AMQP"u8, 0, 0, 9, 1];
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the answer; false if there will be none: the broker does not run any more, or takes too long.</summary>
    public static async Task<bool> WaitAsync(string host, int port, Func<bool> stillRuns)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (stillRuns() && TimeProvider.System.GetElapsedTime(start) < Eventually.Patience)
        {
            if (await IsAnsweredAsync(host, port)) return true;
            await Task.Delay(PollInterval);
        }

        return false;
    }

    private static async Task<bool> IsAnsweredAsync(string host, int port)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, patience.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(ProtocolHeader, patience.Token);
            var first = new byte[1];
            await stream.ReadExactlyAsync(first, patience.Token);
            return first[0] == MethodFrame;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
