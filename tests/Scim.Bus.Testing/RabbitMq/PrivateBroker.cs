using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Scim.Bus.Testing;

/// <summary>A throw-away node of a <c>rabbitmq-server</c> package: loopback, free ports, temporary folder.</summary>
internal sealed class PrivateBroker : Broker
{
    private readonly BrokerPackage _package;
    private readonly PrivateBrokerLayout _layout = new(ErlangSettings);
    private readonly CapturedOutput _output = new();
    private ChildProcess? _portMapper;
    private ChildProcess? _node;

    private PrivateBroker(BrokerPackage package) => _package = package;

    public override string Kind => $"RabbitMQ, a private node of {_package.Name}";

    public override bool CanBeKilled => true;

    public override string Host => "127.0.0.1";

    public override int Port => _layout.AmqpPort;

    public override string User => "guest";

    public override string Password => "guest";

    public override Uri Management => new(string.Create(CultureInfo.InvariantCulture, $"http://{Host}:{_layout.ManagementPort}/"));

    public override Uri Metrics => new(string.Create(CultureInfo.InvariantCulture, $"http://{Host}:{_layout.MetricsPort}/"));

    /// <exception cref="UnavailableException">The package can't be had here.</exception>
    public static async Task<Broker> StartAsync(BrokerPackage package)
    {
        package.Require();
        var broker = new PrivateBroker(package);
        try
        {
            broker.StartPortMapper();
            await broker.BootAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    public override Task KillAsync() => _node!.KillAsync();

    public override async Task RestartAsync()
    {
        await KillAsync();
        _node!.Dispose();
        await BootAsync();
    }

    public override Task FreezeAsync()
    {
        UnixSignal.Stop(_node!.Id);
        return Task.CompletedTask;
    }

    public override Task ThawAsync()
    {
        UnixSignal.Continue(_node!.Id);
        return Task.CompletedTask;
    }

    public override async Task ControlAsync(params string[] arguments)
    {
        var start = _package.Command(BrokerPackage.Control, _layout.Folder, arguments);
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        foreach (var (name, value) in _layout.Environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Eventually.Patience);
        await process.WaitForExitAsync(patience.Token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)} failed: {await output}{await errors}");
    }

    public override Task<string> ReadLogAsync() => Task.FromResult(_output.ToString());

    public override async ValueTask DisposeAsync()
    {
        // SIGKILL: a graceful stop takes 8 s with the management plugin, and no data is worth saving.
        foreach (var process in new[] { _node, _portMapper })
        {
            if (process is null) continue;
            await process.KillAsync();
            process.Dispose();
        }

        _layout.Dispose();
    }

    /// <summary>Erlang's port mapper, in the foreground: the one that RabbitMQ would start by itself outlives everything.</summary>
    private void StartPortMapper()
    {
        var port = _layout.PortMapperPort.ToString(CultureInfo.InvariantCulture);
        try
        {
            _portMapper = ChildProcess.Start(
                _package.Command("epmd", _layout.Folder, "-address", "127.0.0.1", "-port", port), _output);
        }
        catch (Win32Exception e)
        {
            throw new UnavailableException($"Erlang's epmd cannot be started: {e.Message}.", e);
        }
    }

    private async Task BootAsync()
    {
        var start = _package.Command(BrokerPackage.Server, _layout.Folder);
        start.WorkingDirectory = _layout.Folder;
        _node = ChildProcess.Start(start, _output, _layout.Environment);
        if (!await AmqpGreeting.WaitAsync(Host, Port, () => !_node.HasExited))
            throw new InvalidOperationException($"The private RabbitMQ node did not start. Its output:\n{_output}");
        _node.IsNeededAs(Kind);
    }
}
