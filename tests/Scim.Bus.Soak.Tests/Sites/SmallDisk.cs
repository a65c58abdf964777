using System.Diagnostics;

namespace Scim.Bus.Soak.Tests.Sites;

/// <summary>A disk in memory that can be filled up. Only root can have one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Size = "256m";
    private const int Block = 1 << 20;

    private readonly TempFolder _folder = new("small-disk");

    private SmallDisk()
    {
    }

    public string Path => _folder.Path;

    private string Filler => _folder.PathTo("filler");

    /// <summary>Mounts a disk. Null where this user may not, or where there is no such thing.</summary>
    public static SmallDisk? TryMount()
    {
        if (!OperatingSystem.IsLinux()) return null;
        var disk = new SmallDisk();
        if (Run("mount", "-t", "tmpfs", "-o", $"size={Size}", "tmpfs", disk.Path)) return disk;
        disk._folder.Dispose();
        return null;
    }

    /// <summary>Writes until nothing more can be written.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[Block];
        for (var size = Block; size >= 512;)
        {
            try
            {
                filler.Write(block.AsSpan(0, size));
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    /// <summary>Makes room again.</summary>
    public void Clear() => File.Delete(Filler);

    public void Dispose()
    {
        // Lazily: a process that was just killed may still have files open.
        Run("umount", "-l", Path);
        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}
