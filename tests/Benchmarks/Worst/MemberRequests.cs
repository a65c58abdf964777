using System.Globalization;
using Scim.Bus.Ingress.Tests;

namespace Scim.Bus.Benchmarks.Worst;

/// <summary>Requests that name members, with 1,000 and with 20,000: the cost should grow in proportion.</summary>
internal static class MemberRequests
{
    private const int Few = 1_000;
    private const int Many = 20_000;

    /// <summary>Processor time comes in steps of 10 ms, and the largest request takes some twenty: so each is sent several times.</summary>
    private const int RepetitionsOfMany = 3;

    /// <summary>As many members in all, though the time of a single request is below such a step.</summary>
    private const int RepetitionsOfFew = RepetitionsOfMany * Many / Few;

    public static Task WarmUpAsync(IngressHost host) => MeasureAsync(host, TextWriter.Null, Few);

    public static async Task RunAsync(IngressHost host, TextWriter output)
    {
        var few = await RepeatAsync(host, output, Few, RepetitionsOfFew);
        var many = await RepeatAsync(host, output, Many, RepetitionsOfMany);
        foreach (var what in few[0].Keys)
        {
            var times = Seconds(many, what) / Seconds(few, what);
            await output.WriteLineAsync(FormattableString.Invariant(
                $"{what,-66}     from {Few} to {Many} members: {times:F1} times the CPU time"));
        }

        static double Seconds(List<Dictionary<string, Cost>> costs, string what) =>
            costs.Average(each => each[what].Processor.TotalSeconds);
    }

    /// <summary>Sends the requests several times, and prints the first costs of each.</summary>
    private static async Task<List<Dictionary<string, Cost>>> RepeatAsync(IngressHost host, TextWriter output, int count, int repetitions)
    {
        var costs = new List<Dictionary<string, Cost>>();
        while (costs.Count < repetitions)
            costs.Add(await MeasureAsync(host, costs.Count == 0 ? output : TextWriter.Null, count));
        return costs;
    }

    private static async Task<Dictionary<string, Cost>> MeasureAsync(IngressHost host, TextWriter output, int count)
    {
        using var client = await host.NewTenantAsync();
        var ids = await DirectoryFill.RunAsync(host, client.Tenant, count);
        var members = string.Join(',', ids.Select(id => $$"""{"value":"{{id}}"}"""));
        var body = TenantClient.GroupBody("posted").Replace("[]", $"[{members}]", StringComparison.Ordinal);
        var (posted, patched) = ("", await client.Group("patched"));
        var costs = new Dictionary<string, Cost>();
        await Measure("POST of a group", 201, async () =>
        {
            var answer = await client.Post("Groups", body);
            posted = answer.Id;
            return answer;
        });
        await Measure("PUT of the same", 200, () => client.Put($"Groups/{posted}", body));
        await Measure("PATCH add members", 0, () => Patch("add", members));
        await Measure("PATCH add the same again", 0, () => Patch("add", members));
        await Measure("PATCH replace members by the same", 0, () => Patch("replace", members));
        await Measure("PATCH remove members by value", 0, () => Patch("remove", members));
        await Measure("DELETE of the group", 204, () => client.Delete($"Groups/{posted}"));
        return costs;

        Task<Response> Patch(string op, string value) =>
            client.Patch($"Groups/{patched}", $$"""{"op":"{{op}}","path":"members","value":[{{value}}]}""");

        async Task Measure(string what, int status, Func<Task<Response>> send)
        {
            var sent = 0;
            costs[what] = await WorstRequests.ReportAsync(
                host,
                output,
                $"{what}; {count.ToString("N0", CultureInfo.InvariantCulture)} members",
                status == 0 ? 200 : status,
                async () =>
                {
                    var answer = await send();
                    sent = answer.Status;
                    // A group of many members is answered with 204.
                    return status == 0 && sent == 204 ? answer with { Status = 200 } : answer;
                },
                count);
        }
    }
}
