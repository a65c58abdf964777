using System.ComponentModel;
using System.Diagnostics;

namespace Scim.Bus.Testing;

/// <summary>An operating-system process of ours: its output is captured and it dies with the test host.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private volatile bool _isNeeded;

    private ChildProcess(Process process, CapturedOutput output)
    {
        _process = process;
        Id = process.Id;
        Name = process.StartInfo.FileName;
        Output = output;
    }

    public int Id { get; }

    /// <summary>What a failure message calls it: the program, or what <see cref="IsNeededAs"/> was told.</summary>
    public string Name { get; private set; }

    public CapturedOutput Output { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Only once it has exited. 128 + n after death by signal n.</summary>
    public int ExitCode => _process.ExitCode;

    /// <param name="start">What to start. Its streams are taken care of here; its input stays open and empty.</param>
    /// <param name="output">Where its lines go; one may serve several starts of the same thing.</param>
    /// <param name="environment">Set on top of the inherited environment; null removes.</param>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    /// <exception cref="InvalidOperationException">This is a quick run, which starts no processes.</exception>
    public static ChildProcess Start(
        ProcessStartInfo start, CapturedOutput? output = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        // A test that is not marked [Trait("Needs", "Processes")] runs in tests/run.sh --quick, which promises to start none.
        if (Environment.GetEnvironmentVariable("SCIMBUS_QUICK") == "1")
            throw new InvalidOperationException($"A test without [Trait(\"Needs\", \"Processes\")] starts {start.FileName}.");
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;

        var lines = output ?? new CapturedOutput();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => lines.Add(line.Data);
        process.ErrorDataReceived += (_, line) => lines.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        // The operating system may reuse its id: once it has exited, that id must not be killed.
        var target = ReaperTarget.Process(process.Id);
        Reaper.Watch(target);
        var child = new ChildProcess(process, lines);
        process.Exited += (_, _) =>
        {
            Reaper.Release(target);
            _ = child.ReportExitIfNeededAsync();
        };
        process.EnableRaisingEvents = true;
        return child;
    }

    /// <summary>From now on, its end by itself fails the tests that wait for something: see <see cref="UnexpectedExits"/>.</summary>
    public void IsNeededAs(string name)
    {
        Name = name;
        _isNeeded = true;
        if (HasExited) _ = ReportExitIfNeededAsync();
    }

    /// <summary>SIGKILL; done when the process is gone. Does nothing if it is gone already.</summary>
    public async Task KillAsync()
    {
        _isNeeded = false;
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, where there are signals; an end without ceremony elsewhere.</summary>
    public void Terminate()
    {
        _isNeeded = false;
        if (OperatingSystem.IsWindows()) _process.Kill();
        else if (!_process.HasExited) UnixSignal.Terminate(Id);
    }

    /// <summary>Waits for its end; false if it still runs when the time is up.</summary>
    public async Task<bool> ExitsWithinAsync(TimeSpan time)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _isNeeded = false;
        UnexpectedExits.Remove(this);
        _process.Dispose();
    }

    private async Task ReportExitIfNeededAsync()
    {
        if (!_isNeeded) return;
        try
        {
            // Its last output may still be in the pipe.
            await ExitsWithinAsync(TimeSpan.FromSeconds(5));
        }
        catch (InvalidOperationException)
        {
            // Disposed meanwhile.
        }

        if (_isNeeded) UnexpectedExits.Add(this);
    }
}
