namespace Scim.Bus.Testing;

/// <summary>
/// Neighbouring ports that belong to this process: an exclusive lock on a file in <c>/tmp/scim-bus-ports</c> (on Windows in the user's
/// temporary folder) keeps other test hosts off them. The operating system gives the lock back when the process ends, however it ends.
/// </summary>
internal static class PortBlock
{
    /// <summary>Ports in a block. A test host that needs more takes another block.</summary>
    public const int Size = 100;

    private const int FirstOfAll = 20_000;
    private const int Blocks = 120;

    private static readonly string Folder = Path.Combine(OperatingSystem.IsWindows() ? Path.GetTempPath() : "/tmp", "scim-bus-ports");

    // Open as long as the process lives: closing a file would give its lock back.
    private static readonly List<FileStream> Locks = [];

    /// <summary>
    /// Takes a block that no process holds and gives its lowest port. Looks from a random one on, so that ports that were just used rest.
    /// </summary>
    /// <exception cref="InvalidOperationException">All blocks are held.</exception>
    public static int Take()
    {
        Directory.CreateDirectory(Folder);
        var start = Random.Shared.Next(Blocks);
        for (var i = 0; i < Blocks; i++)
        {
            var first = FirstOfAll + ((start + i) % Blocks * Size);
            if (TryLock(Path.Combine(Folder, FormattableString.Invariant($"{first}.lock")))) return first;
        }

        throw new InvalidOperationException($"All {Blocks} blocks of ports are held by other processes: see the locks in {Folder}.");
    }

    /// <summary>Locks a file for good; false if a process has it locked, or if it belongs to another user.</summary>
    private static bool TryLock(string path)
    {
        try
        {
            Locks.Add(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
