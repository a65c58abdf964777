using System.ComponentModel;
using System.Diagnostics;

namespace Scim.Bus.Deployment.Tests.Files;

/// <summary>Runs third-party programs that validate files. A test is skipped if its program is not installed.</summary>
internal static class Tool
{
    /// <summary>Runs a program in the repository, and fails with its output unless it exits with 0.</summary>
    /// <exception cref="SkipException">The program is not installed.</exception>
    public static async Task CheckAsync(string program, params string[] arguments)
    {
        var (code, output) = await RunAsync(program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}: exit code {code}\n{output}");
    }

    /// <summary>Runs a program in the repository.</summary>
    /// <exception cref="SkipException">The program is not installed.</exception>
    public static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = RepositoryRoot.Path,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            using var patience = new CancellationTokenSource(Eventually.Patience);
            var texts = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, string.Concat(texts));
        }
        catch (Win32Exception e)
        {
            throw new SkipException($"{program} is not installed.", e);
        }
    }
}
