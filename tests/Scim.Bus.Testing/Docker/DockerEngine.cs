using System.IO.Pipes;
using System.Net.Sockets;
using System.Text;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;

namespace Scim.Bus.Testing;

/// <summary>The machine's Docker engine, if it has one.</summary>
internal static class DockerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    private static readonly Lazy<Task<string?>> Absence = new(WhyNotAsync);

    /// <summary>Fails within a second if no engine answers, where Testcontainers itself would take its time.</summary>
    /// <exception cref="UnavailableException">No engine answers.</exception>
    public static async Task RequireAsync()
    {
        if (await Absence.Value is { } reason) throw new UnavailableException(reason);
    }

    /// <summary>Builds and starts a container. An engine that is too old for it, or that cannot get its image, counts as none.</summary>
    /// <exception cref="UnavailableException">The engine could not start it.</exception>
    public static async Task<T> StartAsync<T>(Func<T> build)
        where T : class, IContainer
    {
        T? container = null;
        try
        {
            container = build();
            await container.StartAsync();
            return container;
        }
        catch (Exception e)
        {
            if (container is not null) await container.DisposeAsync();
            throw new UnavailableException($"The Docker engine cannot give a container: {e.Message}", e);
        }
    }

    /// <summary><c>docker kill</c>: the container's process gets no chance to say goodbye. Its data and ports stay.</summary>
    public static async Task KillAsync(IContainer container)
    {
        using var client = TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder(Guid.Empty).Build();
        await client.Containers.KillContainerAsync(container.Id, new ContainerKillParameters { Signal = "SIGKILL" });
        await client.Containers.WaitContainerAsync(container.Id);
    }

    private static async Task<string?> WhyNotAsync()
    {
        var endpoint = Endpoint();
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await using var stream = await ConnectAsync(endpoint, patience.Token);
            if (endpoint.Scheme is "unix" or "npipe") await PingAsync(stream, patience.Token);
            return null;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or TimeoutException)
        {
            return $"No Docker engine answers at {endpoint} ({e.Message}).";
        }
    }

    private static Uri Endpoint()
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } told) return new Uri(told);
        if (OperatingSystem.IsWindows()) return new Uri("npipe://./pipe/docker_engine");

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var session = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? "/nonexistent";
        string[] sockets = ["/var/run/docker.sock", $"{session}/docker.sock", $"{home}/.docker/run/docker.sock"];
        return new Uri($"unix://{sockets.FirstOrDefault(File.Exists) ?? sockets[0]}");
    }

    private static async Task<Stream> ConnectAsync(Uri endpoint, CancellationToken cancellation)
    {
        if (endpoint.Scheme == "npipe")
        {
            var name = Path.GetFileName(endpoint.AbsolutePath);
            var pipe = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
            await pipe.ConnectAsync(cancellation);
            return pipe;
        }

        if (endpoint.Scheme is not ("unix" or "tcp" or "http" or "https")) throw new IOException("an address of a kind unknown here");
        var unix = endpoint.Scheme == "unix";
        if (unix && !File.Exists(endpoint.AbsolutePath)) throw new IOException("there is no such socket");
        var socket = new Socket(
            unix ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        if (unix) await socket.ConnectAsync(new UnixDomainSocketEndPoint(endpoint.AbsolutePath), cancellation);
        else await socket.ConnectAsync(endpoint.Host, endpoint.Port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>A socket may be there without an engine behind it (socket activation), so that a connection alone says little.</summary>
    private static async Task PingAsync(Stream stream, CancellationToken cancellation)
    {
        await stream.WriteAsync("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"u8.ToArray(), cancellation);
        var answer = new byte[12];
        await stream.ReadExactlyAsync(answer, cancellation);
        var status = Encoding.ASCII.GetString(answer);
        if (!status.EndsWith(" 200", StringComparison.Ordinal)) throw new IOException($"it answered {status}");
    }
}
