using System.Collections.Concurrent;
using Scim.Bus.Access.Tests.Hosts;

namespace Scim.Bus.Access.Tests.Walk;

/// <summary>Every endpoint of every host, as its data source has it, for everybody who could ask.</summary>
[Collection(InWorld.Name)]
[Trait("Takes", "Seconds")]
public sealed class EveryEndpointTests(World world)
{
    private static readonly string[] Names = [.. Service.All.Select(service => service.Name), World.AllInOne];

    public static TheoryData<string> HostNames => [.. Names];

    [Fact]
    public void Every_service_is_walked() => Assert.Equal(
        Directory.GetDirectories(RepositoryRoot.PathTo("services"))
            .Select(folder => Path.GetFileName(folder))
            .Except(["Shared", "AllInOne"])
            .Order(StringComparer.OrdinalIgnoreCase),
        Service.All.Select(service => service.Name.Replace("-", "", StringComparison.Ordinal)).Order(StringComparer.OrdinalIgnoreCase),
        StringComparer.OrdinalIgnoreCase);

    [Theory]
    [MemberData(nameof(HostNames))]
    public void The_table_has_every_endpoint(string name)
    {
        var unknown = WalkedEndpoint.Of(world[name]).Where(endpoint => RowsOf(endpoint).Count == 0);
        Assert.Equal([], unknown.Select(endpoint => $"{endpoint}"));
    }

    [Fact]
    public void Every_row_of_the_table_is_about_an_endpoint()
    {
        var used = Names.SelectMany(name => WalkedEndpoint.Of(world[name])).SelectMany(RowsOf).ToHashSet();
        Assert.Equal([], AccessTable.Rows.Where(row => !used.Contains(row)));
    }

    [Theory]
    [MemberData(nameof(HostNames))]
    public async Task Everybody_is_answered_as_the_table_says(string name)
    {
        var host = world[name];
        var callers = await Caller.AllAsync(world, host);
        var requests =
            from endpoint in WalkedEndpoint.Of(host)
            from row in RowsOf(endpoint)
            from caller in callers
            let method = endpoint.Method == "*" ? row.Method == "*" ? "GET" : row.Method : endpoint.Method
            select (endpoint, method, row.Need, caller);
        var wrong = new ConcurrentBag<string>();
        var count = 0;
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (request, _) =>
        {
            var (endpoint, method, need, caller) = request;
            var path = endpoint.PathFor(method, World.Tenant);
            var reply = await host.SendAsync(new HttpMethod(method), path, caller.Token());
            Interlocked.Increment(ref count);
            var expected = AccessTable.Expected(need, caller.Name);
            if (Describe(reply) != expected)
                wrong.Add($"{name} {method} {path}, asked by {caller.Name}: {reply.Status}, not {expected}: {reply.Text}");
            else if (expected is not ("in" or "302") && Flaw(reply, path) is { } flaw)
                wrong.Add($"{name} {method} {path}, asked by {caller.Name}: {reply.Status} {flaw}: {reply.Text}");
            else if (reply.Status == 403 && endpoint.IsAboutTenant)
                await CompareAsync(host, endpoint, method, caller, wrong);
        });
        Assert.True(count > 50, $"Only {count} requests were made.");
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order(StringComparer.Ordinal).Take(40)));
    }

    /// <summary>Whoever is refused learns nothing about whether a tenant exists.</summary>
    private static async Task CompareAsync(Host host, WalkedEndpoint endpoint, string method, Caller caller, ConcurrentBag<string> wrong)
    {
        var answers = new List<string>();
        var existing = caller.Name.EndsWith(World.OtherTenant, StringComparison.Ordinal) ? World.Tenant : World.OtherTenant;
        foreach (var tenant in (string[])[existing, World.NoTenant])
        {
            var reply = await host.SendAsync(new HttpMethod(method), endpoint.PathFor(method, tenant), caller.Token());
            answers.Add($"{reply.Status} {reply.Detail}".Replace(tenant, "…", StringComparison.Ordinal));
        }

        if (answers[0] != answers[1])
            wrong.Add($"{host.Name} {method} {endpoint.Route}, asked by {caller.Name}: {answers[0]}; {answers[1]}");
    }

    private static List<AccessRow> RowsOf(WalkedEndpoint endpoint)
    {
        var rows = AccessTable.Rows.Where(row => row.IsAbout(endpoint.Host, endpoint.Method, endpoint.Route)).ToList();
        // A row with the whole route says more than one for all that begins so.
        return rows.Exists(row => row.Route == endpoint.Route) ? rows.FindAll(row => row.Route == endpoint.Route) : rows;
    }

    private static string Describe(Reply reply) => reply.Status is 401 or 403 || IsSignIn(reply) ? $"{reply.Status}" : "in";

    private static bool IsSignIn(Reply reply) =>
        reply.Status == 302 && reply.Location?.Contains("/sign-in", StringComparison.Ordinal) == true;

    private static string? Flaw(Reply reply, string path)
    {
        if (reply.Status == 401 && !reply.Challenge.StartsWith("Bearer realm=", StringComparison.Ordinal))
            return "says not how to authenticate";
        return path.StartsWith("/api/", StringComparison.Ordinal) && string.IsNullOrEmpty(reply.Detail) ? "has no detail" : null;
    }
}
