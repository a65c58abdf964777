using System.Text.RegularExpressions;

namespace Scim.Bus.EndToEnd.Tests.Promises;

/// <summary>The list of promises names tests that there are, and every test of a promise about customers is on it.</summary>
public sealed partial class PromiseListTests
{
    [Fact]
    public void Every_promise_on_the_list_has_its_test()
    {
        var named = TestName.Matches(File.ReadAllText(RepositoryRoot.PathTo("docs", "pinpoint-promises.md")))
            .Select(match => match.Groups["name"].Value).ToList();
        var tests = typeof(PromiseListTests).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(PromiseListTests).Namespace)
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FactAttribute), inherit: true))
            .Select(method => $"{method.ReflectedType!.Name}.{method.Name}")
            .ToList();
        Assert.True(named.Count >= 15, "The list has lost its promises.");
        Assert.Empty(named.Except(tests));
        string[] suites = ["Account", "Access", "Sync", "Notification"];
        Assert.Empty(tests.Where(test => suites.Any(suite => test.StartsWith(suite, StringComparison.Ordinal))).Except(named));
    }

    [GeneratedRegex(@"`(?<name>\w+Promises\.\w+)`", RegexOptions.None, 1_000)]
    private static partial Regex TestName { get; }
}
