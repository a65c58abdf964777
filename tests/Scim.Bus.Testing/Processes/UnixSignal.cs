using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Scim.Bus.Testing;

/// <summary>Signals that .NET cannot send.</summary>
internal static class UnixSignal
{
    private const int Sigterm = 15;
    private const int Sigcont = 18;
    private const int Sigstop = 19;
    private const int NoSuchProcess = 3;

    /// <summary>Asks a process to end. One that has just ended by itself is no error.</summary>
    public static void Terminate(int processId) => Send(processId, Sigterm);

    /// <summary>Stops a process where it is until <see cref="Continue"/>.</summary>
    public static void Stop(int processId) => Send(processId, Sigstop);

    /// <summary>Lets a stopped process go on.</summary>
    public static void Continue(int processId) => Send(processId, Sigcont);

    private static void Send(int processId, int signal)
    {
        if (Kill(processId, signal) == 0) return;
        var error = Marshal.GetLastPInvokeError();
        if (error != NoSuchProcess) throw new Win32Exception(error);
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int processId, int signal);
}
