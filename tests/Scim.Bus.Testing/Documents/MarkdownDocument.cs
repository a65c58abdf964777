using System.Text.RegularExpressions;

namespace Scim.Bus.Testing;

/// <summary>A page of the documentation: what it links to, and what it can be linked at.</summary>
public sealed partial class MarkdownDocument
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "TestResults"];

    private MarkdownDocument(string file) => (File, Text) = (file, System.IO.File.ReadAllText(file));

    /// <summary>The full path of its file.</summary>
    public string File { get; }

    /// <summary>The path of its file in the repository, with slashes.</summary>
    public string Name => Path.GetRelativePath(RepositoryRoot.Path, File).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>What it says, as it was written.</summary>
    public string Text { get; }

    /// <summary>What links inside the repository point at: paths, anchors, or both.</summary>
    public IEnumerable<string> Links => Link.Matches(Fence.Replace(Text, ""))
        .Select(link => link.Groups["target"].Value)
        .Where(target => !target.Contains(':', StringComparison.Ordinal));

    /// <summary>A page of the repository.</summary>
    public static MarkdownDocument At(params string[] path) => new(RepositoryRoot.PathTo(path));

    /// <summary>All pages of the repository.</summary>
    public static IReadOnlyList<MarkdownDocument> All() =>
    [
        .. Directory.EnumerateFiles(RepositoryRoot.Path, "*.md", new EnumerationOptions { RecurseSubdirectories = true })
            .Where(file => !Path.GetRelativePath(RepositoryRoot.Path, file).Split(Path.DirectorySeparatorChar).Any(NotOurs.Contains))
            .Select(file => new MarkdownDocument(file)),
    ];

    /// <summary>The pages of a folder.</summary>
    public static IReadOnlyList<MarkdownDocument> In(params string[] folder) =>
        [.. Directory.GetFiles(RepositoryRoot.PathTo(folder), "*.md").Select(file => new MarkdownDocument(file))];

    /// <summary>Whether there is something at a link of this page.</summary>
    public bool Resolves(string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? File : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(File)!, parts[0]));
        if (!System.IO.File.Exists(target) && !Directory.Exists(target))
            return false;
        return parts.Length == 1 || new MarkdownDocument(target).Anchors().Contains(parts[1]);
    }

    /// <summary>The headings, as links name them.</summary>
    private HashSet<string> Anchors() =>
    [
        .. Heading.Matches(Fence.Replace(Text, "")).Select(heading => string.Concat(
            heading.Groups["text"].Value.Trim().ToLowerInvariant()
                .Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')
                .Select(c => c == ' ' ? '-' : c))),
    ];

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Heading { get; }

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline, 1_000)]
    private static partial Regex Fence { get; }
}
