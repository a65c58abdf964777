using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Ingress.Tests.Fuzz;
using Scim.Protocol.Limits;
using static Scim.Bus.Ingress.Tests.BulkRequests;
using static Scim.Bus.Ingress.Tests.TenantClient;

namespace Scim.Bus.Ingress.Tests.Cases;

/// <summary>Case 28: many operations on many elements cost no more than their budget, and end with the client.</summary>
public sealed class PatchCostCases(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData("phoneNumbers.display")]
    [InlineData("phoneNumbers[type eq \\\"work\\\"].display")]
    [InlineData("phoneNumbers[value pr].type")]
    [Trait("Takes", "Seconds")]
    public async Task Case_28_operations_that_select_more_elements_than_the_budget_are_413(string path)
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", PhoneNumbers(RequestLimits.Elements));
        var before = (await client.Get($"Users/{id}")).Body;

        var refusal = (await client.Patch($"Users/{id}", Replace(path, RequestLimits.Operations))).Refused(413);
        Assert.Contains($"{RequestLimits.SelectedElements}", refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(before.ToJsonString(), (await client.Get($"Users/{id}")).Body.ToJsonString());

        var most = RequestLimits.SelectedElements / RequestLimits.Elements;
        (await client.Patch($"Users/{id}", Replace(path, most + 1))).Refused(413);
    }

    [Theory]
    [InlineData("phoneNumbers.display", 200)]
    [InlineData("phoneNumbers[value eq \\\"+44 7\\\"].display", 1_000)]
    [InlineData("phoneNumbers[type eq \\\"work\\\" and value eq \\\"+44 7\\\"].display", 1_000)]
    [Trait("Takes", "Seconds")]
    public async Task Case_28_operations_within_the_budget_are_carried_out(string path, int operations)
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", PhoneNumbers(RequestLimits.Elements));
        var patched = (await client.Patch($"Users/{id}", Replace(path, operations))).Expect(200).Body["phoneNumbers"]!.AsArray();
        Assert.Equal(RequestLimits.Elements, patched.Count);
        Assert.Equal($"d{operations - 1}", patched[7]!["display"]!.GetValue<string>());
    }

    [Fact]
    public async Task Case_28_the_operations_of_a_bulk_request_share_the_budget()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", PhoneNumbers(RequestLimits.Elements));
        var patches = Enumerable.Range(0, 5).Select(i => Operation(
            "PATCH", $"/Users/{id}", BulkRequests.Patch(Replace("phoneNumbers.display", 50, from: i * 50))));
        Assert.Equal(["200", "200", "200", "200", "413"], Statuses(await Bulk(client, [.. patches])));
        Assert.Equal("d199", (await client.Get($"Users/{id}")).Body["phoneNumbers"]![0]!["display"]!.GetValue<string>());
    }

    [Fact]
    public async Task Case_28_too_many_operations_are_refused_before_a_dialect_looks_at_them()
    {
        using var client = await host.NewTenantAsync("entra");
        var id = await client.User("ann");
        var refusal = (await client.Patch($"Users/{id}", Replace("title", RequestLimits.Operations + 1))).Refused(400, "invalidValue");
        Assert.Contains($"{RequestLimits.Operations}", refusal.Detail, StringComparison.Ordinal);
        // One operation whose keys are paths becomes many.
        var keys = string.Join(',', Enumerable.Range(0, RequestLimits.Operations + 1).Select(i => $"\"name.x{i}\":\"a\""));
        (await client.Patch($"Users/{id}", "{\"op\":\"replace\",\"value\":{" + keys + "}}")).Refused(400, "invalidValue");
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_28_filters_on_members_read_each_member_once_however_many_they_are()
    {
        await using var counted = new IngressHost { Configure = CountingStore.Registration };
        await counted.InitializeAsync();
        using var client = await counted.NewTenantAsync();
        var users = new List<string>();
        for (var i = 0; i < 20; i++)
            users.Add(await client.User($"u{i}", $"\"displayName\":\"Name {i}\""));
        var group = await client.Group("g", [.. users]);
        var store = counted.Services.GetRequiredService<CountingStore>();

        var before = await SettledAsync(store);
        var operations = Enumerable.Range(0, 10).Select(i => $$"""{"op":"remove","path":"members[display eq \"Name {{i}}\"]"}""");
        (await client.Patch($"Groups/{group}", string.Join(',', operations))).Expect(200);
        Assert.Equal(10, (await client.Members(group)).Count);
        // All members for the filters, the ten that go twice more (who they are, their change), and the ten that are left in the answers;
        // the relay may have read the ten that went once more.
        Assert.InRange(store.Read("users") - before, 20, 20 + 20 + 20 + 10);

        before = await SettledAsync(store);
        var named = string.Join(" or ", users.Skip(10).Take(2).Select(user => $"value eq \\\"{user}\\\""));
        (await client.Patch($"Groups/{group}?attributes=id", $$"""{"op":"remove","path":"members[{{named}}]"}""")).Expect(200);
        Assert.InRange(store.Read("users") - before, 2, (2 * 3) + 2);
    }

    /// <summary>Waits until the relay has nothing left to do, and returns the number of users read by then.</summary>
    private static async Task<long> SettledAsync(CountingStore store)
    {
        long before;
        do
        {
            before = store.Read("users");
            // Longer than the sweeper's period.
            await Task.Delay(TimeSpan.FromSeconds(1.5));
        }
        while (store.Read("users") != before);

        return before;
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_28_work_ends_when_the_client_is_gone()
    {
        var end = new RequestEnd();
        await using var counted = new IngressHost
        {
            Configure = services => CountingStore.Registration(services.AddSingleton<IStartupFilter>(end)),
        };
        await counted.InitializeAsync();
        using var client = await counted.NewTenantAsync();
        var store = counted.Services.GetRequiredService<CountingStore>();
        var operations = string.Join(
            ',', Enumerable.Range(0, RequestLimits.Operations).Select(i => BulkRequests.Post("Users", $"{i}", UserBody($"u{i}"))));
        var body = Encoding.UTF8.GetBytes($$"""{{{BulkRequests.Head}},"Operations":[{{operations}}]}""");
        using (var connection = new RawConnection(counted.Address))
        {
            var head = $"POST /scim/v2/Bulk HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.Token}\r\n";
            await connection.WriteAsync(Encoding.ASCII.GetBytes(head), body);
            await Eventually.Be(() => Assert.True(store.Written("users") > 10));
        }

        await end.OfBulk;
        var written = store.Written("users");
        Assert.InRange(written, 10, RequestLimits.Operations - 1);
        Assert.InRange((await client.Get("Users")).Total(), 1, RequestLimits.Operations - 1);
    }

    private static string PhoneNumbers(int count) =>
        $"\"phoneNumbers\":[{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"value":"+44 {{i}}","type":"work"}"""))}]";

    private static string Replace(string path, int operations, int from = 0) => string.Join(
        ',', Enumerable.Range(from, operations).Select(i => $$"""{"op":"replace","path":"{{path}}","value":"d{{i}}"}"""));

    /// <summary>Tells when the bulk request ended, for its client does not hear of it any more.</summary>
    private sealed class RequestEnd : IStartupFilter
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task OfBulk => _ended.Task.WaitAsync(TimeSpan.FromMinutes(2));

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, rest) =>
            {
                try
                {
                    await rest(context);
                }
                finally
                {
                    if (context.Request.Path.Value!.EndsWith("/Bulk", StringComparison.Ordinal))
                        _ended.TrySetResult();
                }
            });
            next(app);
        };
    }
}
