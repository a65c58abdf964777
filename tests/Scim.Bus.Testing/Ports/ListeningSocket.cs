using System.Globalization;

namespace Scim.Bus.Testing;

/// <summary>Tells which process listens on a TCP port, from what the Linux kernel shows under <c>/proc</c>.</summary>
internal static class ListeningSocket
{
    private const string Listening = "0A";
    private const int LocalAddress = 1;
    private const int State = 3;
    private const int Inode = 9;

    /// <summary>
    /// Whether the process listens on the port. True without a look where there is no <c>/proc/net/tcp</c>: it cannot be known there.
    /// </summary>
    public static bool IsOwnedBy(int processId, int port)
    {
        if (!File.Exists("/proc/net/tcp")) return true;
        var sockets = Inodes(port).Select(inode => $"socket:[{inode}]").ToHashSet(StringComparer.Ordinal);
        return sockets.Count > 0 && OpenFiles(processId).Any(sockets.Contains);
    }

    private static IEnumerable<string> Inodes(int port)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        return from table in (string[])["/proc/net/tcp", "/proc/net/tcp6"]
               where File.Exists(table)
               from line in File.ReadLines(table)
               let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where fields.Length > Inode && fields[State] == Listening && fields[LocalAddress].EndsWith(suffix, StringComparison.Ordinal)
               select fields[Inode];
    }

    /// <summary>What the process's file descriptors lead to; none if the process is gone.</summary>
    private static IReadOnlyList<string> OpenFiles(int processId)
    {
        var folder = FormattableString.Invariant($"/proc/{processId}/fd");
        try
        {
            return
            [
                .. Directory.EnumerateFiles(folder)
                    .Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name)
                    .OfType<string>(),
            ];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
