using System.Text.RegularExpressions;

namespace Scim.Bus.Documentation.Tests.Sources;

/// <summary>
/// The tests of all suites as pages name them, <c>Class.Method</c>. The class is that of the file, also for a test in a class within it.
/// Read from source, so that no suite has to be loaded.
/// </summary>
internal static partial class TestNames
{
    public static IReadOnlySet<string> All { get; } = RepositoryFile.All
        .Where(file => file.Name.StartsWith("tests/", StringComparison.Ordinal) && file.Name.EndsWith(".cs", StringComparison.Ordinal))
        .SelectMany(In)
        .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> In(RepositoryFile file)
    {
        var type = "";
        foreach (Match declaration in Declaration.Matches(file.Text))
        {
            if (declaration.Groups["type"].Success)
                type = declaration.Groups["type"].Value;
            else
                yield return $"{type}.{declaration.Groups["method"].Value}";
        }
    }

    /// <summary>The outer classes of a file, and public methods that return nothing or a task, also those of classes within them.</summary>
    [GeneratedRegex(
        @"^(?:public|internal) (?:\w+ )*class (?<type>\w+)|^(?: {4}){1,2}public (?:async )?(?:Task|void) (?<method>\w+)\(",
        RegexOptions.Multiline)]
    private static partial Regex Declaration { get; }
}
