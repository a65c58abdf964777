using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Scim.Bus.Testing.Tests;

[Trait("Needs", "Processes")]
public sealed class FreePortTests
{
    private const int Hosts = 20;
    private const int PortsEach = 200;

    [Fact]
    public async Task Twenty_hosts_that_take_200_ports_each_at_the_same_time_share_none()
    {
        var start = new ProcessStartInfo("dotnet", [ServiceProcessTests.Sample])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["Sample__TakesPorts"] = PortsEach.ToString(CultureInfo.InvariantCulture);
        var hosts = Enumerable.Range(0, Hosts).Select(_ => Process.Start(start)!).ToList();
        try
        {
            // The process keeps running after it printed, as a test host would.
            var lines = await Task.WhenAll(hosts.Select(host => host.StandardOutput.ReadLineAsync())).WaitAsync(Eventually.Patience);

            var ports = lines.SelectMany(line => line!.Split(' ')).ToList();
            Assert.Equal(Hosts * PortsEach, ports.Count);
            Assert.Equal([], ports.CountBy(port => port).Where(port => port.Value > 1));
        }
        finally
        {
            foreach (var host in hosts)
            {
                host.Kill();
                host.Dispose();
            }
        }
    }

    [Fact]
    public void A_port_that_somebody_else_listens_on_is_skipped()
    {
        using var stranger = ListenOnTheNext();
        var taken = ((IPEndPoint)stranger.LocalEndpoint).Port;

        Assert.DoesNotContain(taken, Enumerable.Range(0, 20).Select(_ => FreePort.Next()));
    }

    /// <summary>A listener on the port that would be handed out next, or soon if other tests take ports meanwhile.</summary>
    private static TcpListener ListenOnTheNext()
    {
        while (true)
        {
            var listener = new TcpListener(IPAddress.Loopback, FreePort.Next() + 5);
            try
            {
                listener.Start();
                return listener;
            }
            catch (SocketException)
            {
                listener.Dispose();
            }
        }
    }
}
