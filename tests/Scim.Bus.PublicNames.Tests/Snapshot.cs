namespace Scim.Bus.PublicNames.Tests;

/// <summary>
/// A file in <c>docs/public-names</c> that lists names which others rely on: subscribers, operators, callers of the admin API. A name that
/// changes fails the test, so that it changes only on purpose. With <c>UPDATE_DOCS=1</c> the file is written again.
/// </summary>
internal static class Snapshot
{
    /// <summary>Fails unless the file has exactly these lines.</summary>
    public static void Check(string file, IEnumerable<string> names)
    {
        var path = RepositoryRoot.PathTo("docs", "public-names", file);
        var now = names.Distinct(StringComparer.Ordinal).ToList();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(path, string.Join('\n', now) + "\n");
        var before = File.ReadAllLines(path);
        Assert.True(
            before.SequenceEqual(now),
            $"""
            docs/public-names/{file} does not say what the services register. Others rely on these names.
            If the change is meant, run this suite with UPDATE_DOCS=1 and tell of it in CHANGELOG.md.
            {string.Join('\n', before.Except(now).Select(name => $"- {name}").Concat(now.Except(before).Select(name => $"+ {name}")))}
            """);
    }
}
