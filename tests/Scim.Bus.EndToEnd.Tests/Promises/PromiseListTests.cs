using System.Text.RegularExpressions;

namespace Scim.Bus.EndToEnd.Tests.Promises;

/// <summary>The list of promises names tests that there are, and every test of a promise about customers is on it.</summary>
public sealed partial class PromiseListTests
{
    [Fact]
    public void Every_promise_on_the_list_has_its_test()
    {
        var named = TestName.Matches(File.ReadAllText(RepositoryRoot.Of("docs", "pinpoint-promises.md"))).Select(match => match.Groups["name"].Value).ToList();
        var tests = typeof(PromiseListTests).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(PromiseListTests).Namespace)
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)).Select(method => $"{type.Name}.{method.Name}"))
            .ToList();
        Assert.True(named.Count >= 15, "The list has lost its promises.");
        Assert.Empty(named.Except(tests));
        Assert.Empty(tests.Where(test => test.StartsWith("Account", StringComparison.Ordinal) || test.StartsWith("Access", StringComparison.Ordinal)
            || test.StartsWith("Sync", StringComparison.Ordinal) || test.StartsWith("Notification", StringComparison.Ordinal)).Except(named));
    }

    [GeneratedRegex(@"`(?<name>\w+Promises\.\w+)`", RegexOptions.None, 1_000)]
    private static partial Regex TestName { get; }
}
