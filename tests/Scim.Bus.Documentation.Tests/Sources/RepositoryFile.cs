namespace Scim.Bus.Documentation.Tests.Sources;

/// <summary>A file that people wrote: code, a page, settings. Lock files and what a build makes are none.</summary>
/// <param name="Name">Its path in the repository, with slashes.</param>
/// <param name="Text">What it says.</param>
internal sealed record RepositoryFile(string Name, string Text)
{
    private static readonly string[] Folders = ["services", "contracts", "tests", "docs", "observability"];
    private static readonly string[] Extensions = [".cs", ".md", ".json", ".js", ".mjs", ".sh", ".yml", ".yaml"];
    private static readonly string[] LockFiles = ["packages.lock.json", "package-lock.json"];
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "TestResults"];
    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true };

    /// <summary>The files of the top-level folders, and the pages beside them.</summary>
    public static IReadOnlyList<RepositoryFile> All { get; } =
    [
        .. Folders
            .SelectMany(folder => Directory.EnumerateFiles(RepositoryRoot.PathTo(folder), "*", Below))
            .Concat(Directory.EnumerateFiles(RepositoryRoot.Path, "*.md"))
            .Where(IsWritten)
            .Select(path => new RepositoryFile(NameOf(path), File.ReadAllText(path))),
    ];

    private static bool IsWritten(string path) =>
        Extensions.Contains(Path.GetExtension(path))
        && !LockFiles.Contains(Path.GetFileName(path))
        && !NameOf(path).Split('/').Any(NotOurs.Contains);

    private static string NameOf(string path) => Path.GetRelativePath(RepositoryRoot.Path, path).Replace(Path.DirectorySeparatorChar, '/');
}
