using System.ComponentModel;
using System.Diagnostics;

namespace Scim.Bus.Deployment.Tests.Files;

/// <summary>Programs of others that know whether a file is right. Where one is missing, the test that wants it is skipped.</summary>
internal static class Tool
{
    /// <summary>Runs a program in the repository; fails with its output unless it ends with 0.</summary>
    /// <exception cref="SkipException">It is not installed.</exception>
    public static async Task CheckAsync(string program, params string[] arguments)
    {
        var (code, output) = await RunAsync(program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}: exit code {code}\n{output}");
    }

    /// <inheritdoc cref="CheckAsync"/>
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
