namespace Scim.Bus.Testing;

/// <summary>Where this repository's checkout is, seen from a running test assembly.</summary>
public static class RepositoryRoot
{
    private const string Marker = "Scim.Bus.sln";

    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The full path of the folder that holds the solution.</summary>
    /// <exception cref="DirectoryNotFoundException">The test assembly does not run from inside a checkout.</exception>
    public static string Path => Found.Value;

    /// <summary>The full path of something in the checkout.</summary>
    public static string PathTo(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, Marker))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds {Marker}.");
    }
}
