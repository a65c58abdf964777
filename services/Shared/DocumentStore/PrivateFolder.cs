namespace Scim.Bus.DocumentStore;

/// <summary>Folders for data about people: only the user whom the process runs as may look into them.</summary>
public static class PrivateFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates a folder with those above it. Folders that exist keep their permissions.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        // The permissions are those of the last folder only.
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } above && !Directory.Exists(above))
            Create(above);
        Directory.CreateDirectory(path, OwnerOnly);
    }
}
