using System.ComponentModel;
using System.Diagnostics;

namespace Scim.Bus.Testing;

/// <summary>The npm packages of a stand-in, installed when they are not there yet.</summary>
internal static class NodePackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Installs the locked packages once; test hosts that start at the same time wait for one another.</summary>
    /// <exception cref="UnavailableException">There is no Node.js, or the packages cannot be had.</exception>
    public static async Task RequireAsync(string folder)
    {
        await RunAsync("node", ["--version"], folder);
        if (IsInstalled(folder)) return;

        using var turn = await WaitForTurnAsync();
        if (!IsInstalled(folder)) await RunAsync("npm", ["ci", "--no-audit", "--no-fund"], folder);
    }

    /// <summary>npm writes this file last, so an installation that was cut short does not count.</summary>
    private static bool IsInstalled(string folder) => File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json"));

    private static async Task<FileStream> WaitForTurnAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), "scim-bus-npm-ci.lock");
        return await Eventually.Get(
            () => Task.FromResult<FileStream?>(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)),
            Patience,
            "another test host's installation should end");
    }

    private static async Task RunAsync(string program, string[] arguments, string folder)
    {
        try
        {
            using var process = ChildProcess.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder });
            var ended = await process.ExitsWithinAsync(Patience);
            if (!ended) await process.KillAsync();
            if (!ended || process.ExitCode != 0)
                throw new UnavailableException($"'{program} {string.Join(' ', arguments)}' failed in {folder}: {process.Output}.");
        }
        catch (Win32Exception e)
        {
            throw new UnavailableException($"{program} cannot be started: {e.Message}.", e);
        }
    }
}
