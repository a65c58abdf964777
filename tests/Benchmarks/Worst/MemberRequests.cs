using System.Globalization;
using Scim.Bus.Ingress.Tests;

namespace Scim.Bus.Benchmarks.Worst;

/// <summary>Requests that name members, with 1,000 and with 20,000: the cost should grow in proportion.</summary>
internal static class MemberRequests
{
    private const int Few = 1_000;
    private const int Many = 20_000;

    /// <summary>The smaller number takes too little time to be measured once: as many members in all as the larger one.</summary>
    private const int Repetitions = Many / Few;

    public static Task WarmUpAsync(IngressHost host) => MeasureAsync(host, TextWriter.Null, Few);

    public static async Task RunAsync(IngressHost host, TextWriter output)
    {
        var few = new List<Dictionary<string, Cost>>();
        while (few.Count < Repetitions)
            few.Add(await MeasureAsync(host, few.Count == 0 ? output : TextWriter.Null, Few));
        foreach (var (what, many) in await MeasureAsync(host, output, Many))
        {
            var once = few.Average(costs => costs[what].Processor.TotalSeconds);
            await output.WriteLineAsync(FormattableString.Invariant(
                $"{what,-66}     from {Few} to {Many} members: {many.Processor.TotalSeconds / once:F1} times the CPU time"));
        }
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
