namespace Scim.Bus.Testing;

/// <summary>
/// A fresh folder that is gone when disposed, and also when the test host dies before it could dispose anything
/// (except on Windows).
/// </summary>
public sealed class TempFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    /// <param name="purpose">A word in the folder's name, for whoever finds it while a test hangs.</param>
    public TempFolder(string purpose = "test")
        : this(Directory.CreateTempSubdirectory($"scim-bus-{purpose}-"))
    {
    }

    private TempFolder(DirectoryInfo folder)
    {
        Path = folder.FullName;
        Reaper.Watch(ReaperTarget.Folder(Path));
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>A folder in memory, for stores that need not survive; on the disk where the system has no such place.</summary>
    public static TempFolder InMemory(string purpose) => Directory.Exists(Memory)
        ? new TempFolder(Directory.CreateDirectory($"{Memory}/scim-bus-{purpose}-{Guid.NewGuid():n}"))
        : new TempFolder(purpose);

    /// <summary>The full path of something in the folder.</summary>
    public string PathTo(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Creates a folder in the folder and answers its full path.</summary>
    public string CreateFolder(string name) => Directory.CreateDirectory(PathTo(name)).FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Disposed twice, or deleted by the test.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that was just killed may still be writing. The reaper tries again when the test host ends.
            return;
        }

        Reaper.Release(ReaperTarget.Folder(Path));
    }
}
