using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Scim.Bus.Testing;

/// <summary>The one signal that .NET cannot send: the polite one.</summary>
internal static class UnixSignal
{
    private const int Sigterm = 15;
    private const int NoSuchProcess = 3;

    /// <summary>Asks a process to end. One that has just ended by itself is no error.</summary>
    public static void Terminate(int processId)
    {
        if (Kill(processId, Sigterm) == 0) return;
        var error = Marshal.GetLastPInvokeError();
        if (error != NoSuchProcess) throw new Win32Exception(error);
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int processId, int signal);
}
