using System.Diagnostics;
using System.Globalization;

namespace Scim.Bus.Testing;

/// <summary>
/// One of this repository's services, running as an operating-system process of its own on a free port, so that a
/// test can kill it in the middle of its work.
/// </summary>
/// <remarks>
/// Its working folder is a fresh temporary one that lives as long as this object, restarts included; its settings
/// and pages are read from the service's project folder, as with 'dotnet run'.
/// </remarks>
public sealed class ServiceProcess : IAsyncDisposable
{
    // Minutes, though it takes seconds: a service needs 3 to 5 s of a processor to be ready, and a busy machine may have little to give.
    private static readonly TimeSpan DefaultReadyWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DefaultStopWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>The setting of the address that it listens at; a free one unless it is given.</summary>
    private const string Addresses = "ASPNETCORE_URLS";

    private readonly ServiceAssembly _assembly;
    private readonly Dictionary<string, string?> _environment;
    private readonly TimeSpan _readyWithin;
    private readonly TempFolder _folder;
    private readonly CapturedOutput _output = new();
    private ChildProcess? _process;
    private string _otherAnswer = "";

    private ServiceProcess(ServiceAssembly assembly, IReadOnlyDictionary<string, string?>? environment, TimeSpan? readyWithin)
    {
        _assembly = assembly;
        _readyWithin = readyWithin ?? DefaultReadyWithin;
        _folder = new TempFolder(assembly.Name);
        BaseAddress = environment?.GetValueOrDefault(Addresses) is { } chosen ? new Uri(chosen) : NewAddress();
        Http = new HttpClient { BaseAddress = BaseAddress };
        _environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [Addresses] = BaseAddress.GetLeftPart(UriPartial.Authority),
            // Web hosts read the first, workers the second.
            ["ASPNETCORE_CONTENTROOT"] = assembly.ContentRoot,
            ["DOTNET_CONTENTROOT"] = assembly.ContentRoot,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) _environment[name] = value;
    }

    /// <summary>An address that nobody listens at, for a service whose address others must know before it starts.</summary>
    public static Uri NewAddress() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}"));

    /// <summary>What was started: the service's name.</summary>
    public string Name => _assembly.Name;

    /// <summary>Where it listens: the same address after a restart.</summary>
    public Uri BaseAddress { get; }

    /// <summary>A client with that address. It belongs to this object.</summary>
    public HttpClient Http { get; }

    /// <summary>The process's id; another one after a restart.</summary>
    public int ProcessId => Process.Id;

    /// <summary>Whether the process lives, ready or not.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Its working folder.</summary>
    public string WorkingFolder => _folder.Path;

    /// <summary>The last 2,000 lines that it wrote, of all its lives.</summary>
    public IReadOnlyList<string> Output => _output.Lines;

    private ChildProcess Process => _process ?? throw new InvalidOperationException($"{Name} was never started.");

    /// <summary>Starts a service and waits until it says that it is ready.</summary>
    /// <param name="project">The name of its folder in services/, such as <c>Ingress</c>. It must be built.</param>
    /// <param name="environment">Settings, on top of what this process inherited; null removes one.</param>
    /// <param name="readyWithin">How long it may take until it answers GET /health/ready with 200; 5 minutes unless told.</param>
    /// <exception cref="FileNotFoundException">It is not built.</exception>
    /// <exception cref="ServiceFailedException">It ended, or was not ready in time. Carries its output.</exception>
    public static Task<ServiceProcess> StartAsync(
        string project, IReadOnlyDictionary<string, string?>? environment = null, TimeSpan? readyWithin = null) =>
        StartAsync(new ServiceProcess(ServiceAssembly.OfService(project), environment, readyWithin));

    /// <summary>Starts any assembly that holds a web host with GET /health/ready.</summary>
    /// <inheritdoc cref="StartAsync(string, IReadOnlyDictionary{string, string?}?, TimeSpan?)"/>
    public static Task<ServiceProcess> StartAssemblyAsync(
        string path, IReadOnlyDictionary<string, string?>? environment = null, TimeSpan? readyWithin = null) =>
        StartAsync(new ServiceProcess(ServiceAssembly.At(path), environment, readyWithin));

    /// <summary>The most memory that the process ever held, in MiB.</summary>
    public long PeakMemory
    {
        get
        {
            using var process = System.Diagnostics.Process.GetProcessById(ProcessId);
            return process.PeakWorkingSet64 / 1024 / 1024;
        }
    }

    /// <summary>SIGKILL: the process is gone at once, with whatever it had in hand.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>SIGSTOP: the process does nothing more until <see cref="Thaw"/>. Linux only.</summary>
    public void Freeze() => UnixSignal.Stop(ProcessId);

    /// <summary>SIGCONT: the process goes on where it was frozen.</summary>
    public void Thaw() => UnixSignal.Continue(ProcessId);

    /// <summary>SIGTERM, and SIGKILL if it has not ended in time (2 minutes unless told). Says which it was.</summary>
    public async Task<ServiceExit> StopAsync(TimeSpan? within = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        Process.Terminate();
        var inTime = await Process.ExitsWithinAsync(within ?? DefaultStopWithin);
        if (!inTime) await Process.KillAsync();
        return new ServiceExit(Process.ExitCode, !inTime, TimeProvider.System.GetElapsedTime(start));
    }

    /// <summary>Starts it again on the same port, with the same environment and working folder; stops it first if it runs.</summary>
    /// <exception cref="ServiceFailedException">It ended, or was not ready in time.</exception>
    public async Task RestartAsync()
    {
        if (IsRunning) await StopAsync();
        await RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.KillAsync();
        _process?.Dispose();
        _folder.Dispose();
        Http.Dispose();
    }

    private static async Task<ServiceProcess> StartAsync(ServiceProcess service)
    {
        try
        {
            await service.RunAsync();
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    private async Task RunAsync()
    {
        _process?.Dispose();
        var start = new ProcessStartInfo(DotnetHost.Path, [_assembly.Path]) { WorkingDirectory = _folder.Path };
        _process = ChildProcess.Start(start, _output, _environment);

        var started = TimeProvider.System.GetTimestamp();
        while (!await IsReadyAsync())
        {
            if (_process.HasExited)
            {
                // Its last output may still be in the pipe.
                await _process.ExitsWithinAsync(TimeSpan.FromSeconds(2));
                throw new ServiceFailedException($"{Name} ended with exit code {_process.ExitCode} before it was ready.", _output);
            }

            if (TimeProvider.System.GetElapsedTime(started) > _readyWithin)
                throw new ServiceFailedException($"{Name} was not ready within {_readyWithin.TotalSeconds:0.#} s{_otherAnswer}.", _output);
            await Task.Delay(PollInterval);
        }

        _process.IsNeededAs(Name);
    }

    /// <summary>Whether it answers that it is ready, and it is this process that answers, not a stranger on the same port.</summary>
    private async Task<bool> IsReadyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative), patience.Token);
            if (!answer.IsSuccessStatusCode) return false;
            var isIt = ListeningSocket.IsOwnedBy(ProcessId, BaseAddress.Port);
            _otherAnswer = isIt ? "" : $"; another process answers on port {BaseAddress.Port}";
            return isIt;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
