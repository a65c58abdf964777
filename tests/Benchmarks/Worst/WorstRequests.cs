using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.Tests;
using Scim.Protocol.Limits;

namespace Scim.Bus.Benchmarks.Worst;

/// <summary>
/// The worst legal request of each kind, against an ingress in this process on SQLite. All are sent once to warm up and then measured, for
/// another tenant. None should cost more than a CPU second beyond one write for each member or operation that it names.
/// </summary>
internal static class WorstRequests
{
    private const int Patches = RequestLimits.SelectedElements / RequestLimits.Elements;

    public static async Task RunAsync()
    {
        await using var host = new IngressHost();
        await host.InitializeAsync();
        await RunAsync(host, TextWriter.Null);
        await MemberRequests.WarmUpAsync(host);
        await RunAsync(host, Console.Out);
        await FiltersAsync(host, Console.Out, users: 10_000);
        await MemberRequests.RunAsync(host, Console.Out);
        await LargeGroups.RunAsync(host);
    }

    /// <summary>Sends a request and reports what it costs until everything that follows from it is done.</summary>
    /// <param name="host">The ingress.</param>
    /// <param name="output">Where it reports.</param>
    /// <param name="what">What the request is.</param>
    /// <param name="status">The expected status.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="writes">Writes that it names; 0 for a request whose cost is its own.</param>
    public static async Task<Cost> ReportAsync(
        IngressHost host, TextWriter output, string what, int status, Func<Task<Response>> send, int writes = 0)
    {
        Response? got = null;
        var cost = await Cost.OfAsync(async () =>
        {
            got = await send();
            await WaitForMessagesAsync(host);
        });
        var each = writes == 0 ? "" : FormattableString.Invariant($"   {cost.Processor.TotalMilliseconds / writes,6:F2} ms a write");
        var wrong = got!.Status == status ? "" : $"   EXPECTED {status}: {got.Detail}";
        await output.WriteLineAsync($"{what,-66} {got.Status} {cost}{each}{wrong}");
        return cost;
    }

    /// <summary>Waits until no message is pending. A look at the documents with pending messages would cost as much as a request.</summary>
    private static async Task WaitForMessagesAsync(IngressHost host)
    {
        var users = host.Services.GetRequiredService<IDocumentCollection<UserRecord>>();
        var groups = host.Services.GetRequiredService<IDocumentCollection<GroupRecord>>();
        while ((await users.DueAsync(DateTimeOffset.MaxValue, 1, default)).Count > 0
            || (await groups.DueAsync(DateTimeOffset.MaxValue, 1, default)).Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private static async Task RunAsync(IngressHost host, TextWriter output)
    {
        await PatchesAsync(host, output);
        await BulkAsync(host, output);
        await FiltersAsync(host, output, users: 1_000);
    }

    private static async Task PatchesAsync(IngressHost host, TextWriter output)
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", Phones(RequestLimits.Elements));
        Task<Response> Patch(string operations) => client.Patch($"Users/{id}", operations);

        const string all = "phoneNumbers.display";
        await Report($"PATCH {Patches} x replace phoneNumbers.display, 500 values", 200, Replace(all, Patches));
        await Report("PATCH 1,000 x the same", 413, Replace(all, RequestLimits.Operations));
        const string one = "phoneNumbers[type eq \\\"work\\\" and value eq \\\"+44 7\\\"].display";
        await Report("PATCH 1,000 x one of 500 by two comparisons", 200, Replace(one, RequestLimits.Operations));
        var terms = string.Join(" or ", Enumerable.Range(0, 4).Select(i => $"value eq \\\"+44 {i}\\\""));
        await Report(
            "PATCH 1,000 x four of 500 by four comparisons", 200, Replace($"phoneNumbers[{terms}].display", RequestLimits.Operations));
        var adds = Enumerable.Range(0, RequestLimits.Operations)
            .Select(i => $$"""{"op":"add","path":"phoneNumbers","value":[{{Numbers(i % 480, 18)}}]}""");
        await Report("PATCH 1,000 x add of 18 values that are there", 200, string.Join(',', adds));
        var user = TenantClient.UserBody("ann", Phones(RequestLimits.Elements, new string('d', 50)));
        await ReportAsync(host, output, "PUT 500 values of 100 bytes", 200, () => client.Put($"Users/{id}", user));
        var lists = new[] { "phoneNumbers", "ims", "roles" }.Select(name => $"\"{name}\":[{Values(RequestLimits.Elements)}]");
        var lots = TenantClient.UserBody("bea", string.Join(',', lists));
        await ReportAsync(host, output, "POST 3 x 500 values", 201, () => client.Post("Users", lots));

        Task Report(string what, int status, string operations) => ReportAsync(host, output, what, status, () => Patch(operations));
    }

    private static async Task BulkAsync(IngressHost host, TextWriter output)
    {
        using var client = await host.NewTenantAsync();
        var n = RequestLimits.Operations;
        await Report("Bulk 1,000 x POST of a user", i => Post($"b{i}", TenantClient.UserBody($"bulk{i}")), writes: n);
        await Report("Bulk 1,000 x POST in a circle of managers", i => Post($"c{i}", InCircle(i)), writes: 2 * n);
        var id = await client.User("patched", Phones(RequestLimits.Elements));
        // Once for the compiler: what is compared are requests and writes.
        foreach (var to in (TextWriter[])[TextWriter.Null, output])
        {
            await ReportAsync(
                host,
                to,
                "Bulk 1,000 x PATCH of 13 operations on one user",
                200,
                () => Bulk(client, i => Patch($"/Users/{id}", Replace("title", 13, from: (to == output ? 0 : 13 * n) + (i * 13)))),
                n);
            await ReportWritesAsync(host, to, client.Tenant, id, n);
        }

        var group = await client.Group("patched");
        await Report(
            "Bulk 1,000 x PATCH that empties one group",
            _ => Patch($"/Groups/{group}", """{"op":"replace","path":"members","value":[]}"""),
            writes: 0);

        string InCircle(int i) => TenantClient.UserBody($"circle{i}", $$$"""
            "{{{TenantClient.EnterpriseUrn}}}":{"manager":{"value":"bulkId:c{{{(i + 1) % n}}}"}}
            """);

        string Patch(string path, string operations) => $$$"""
            {"method":"PATCH","path":"{{{path}}}","data":{"schemas":["{{{TenantClient.PatchUrn}}}"],"Operations":[{{{operations}}}]}}
            """;

        Task Report(string what, Func<int, string> operation, int writes) =>
            ReportAsync(host, output, what, 200, () => Bulk(client, operation), writes);
    }

    /// <summary>Reports what it costs to read and write the same document without a request: a write compares with what was read.</summary>
    private static async Task ReportWritesAsync(IngressHost host, TextWriter output, TenantId tenant, string id, int count)
    {
        var users = host.Services.GetRequiredService<IDocumentCollection<UserRecord>>();
        var cost = await Cost.OfAsync(async () =>
        {
            for (var i = 0; i < count; i++)
                await users.ReplaceAsync((await users.GetAsync(tenant, id, default))!, default);
        });
        var each = FormattableString.Invariant($"{cost.Processor.TotalMilliseconds / count,6:F2} ms a write");
        await output.WriteLineAsync($"{"1,000 reads and writes of the same user, without a request",-66}     {cost}   {each}");
    }

    private static async Task FiltersAsync(IngressHost host, TextWriter output, int users)
    {
        using var client = await host.NewTenantAsync();
        await DirectoryFill.RunAsync(host, client.Tenant, users);
        var many = users.ToString("N0", CultureInfo.InvariantCulture);
        var terms = Enumerable.Range(0, RequestLimits.FilterTerms);
        await Report("128 x title co, no index", string.Join(" or ", terms.Select(i => $"title co \"absent {i}\"")));
        await Report("128 x emails[… and …], no index", string.Join(" or ", Enumerable.Range(0, 64).Select(
            i => $"emails[type ew \"{i}\" and display co \"absent {i}\"]")));
        await Report("128 x userName eq, by index", string.Join(" or ", terms.Select(i => $"userName eq \"user{i}@acme.example\"")));
        await Report("8,192 characters", $"title co \"{new string('y', RequestLimits.FilterLength - 12)}\"");

        Task Report(string what, string filter) =>
            ReportAsync(host, output, $"filter {what}; {many} users", 200, () => client.Find("Users", filter));
    }

    private static Task<Response> Bulk(TenantClient client, Func<int, string> operation) => client.Post(
        "Bulk",
        $$"""
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{{string.Join(
            ',', Enumerable.Range(0, RequestLimits.Operations).Select(operation))}}]}
        """);

    private static string Post(string bulkId, string data) =>
        $$"""{"method":"POST","path":"/Users","bulkId":"{{bulkId}}","data":{{data}}}""";

    private static string Phones(int count, string display = "d") => $"\"phoneNumbers\":[{Numbers(0, count, display)}]";

    private static string Numbers(int from, int count, string display = "d") => string.Join(
        ',', Enumerable.Range(from, count).Select(i => $$"""{"value":"+44 {{i}}","type":"work","display":"{{display}}"}"""));

    private static string Values(int count) => string.Join(
        ',', Enumerable.Range(0, count).Select(i => $$"""{"value":"+44 {{i}}","type":"work"}"""));

    private static string Replace(string path, int count, int from = 0) => string.Join(
        ',', Enumerable.Range(from, count).Select(i => $$"""{"op":"replace","path":"{{path}}","value":"d{{i}}"}"""));
}
