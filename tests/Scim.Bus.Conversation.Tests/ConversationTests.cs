using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace Scim.Bus.Conversation.Tests;

/// <summary>
/// How much the services say and write about what an identity provider pushes: messages, deliveries and durable writes. Exact, because each
/// costs, and one too many shows nowhere else. The table is in the documentation; run with <c>UPDATE_DOCS=1</c> to update it.
/// </summary>
public sealed class ConversationTests(ITestOutputHelper output)
{
    private const int One = 1, Ten = 10;
    private const string Begin = "<!-- counted -->\n";
    private const string End = "<!-- end -->\n";

    /// <summary>A removal and an addition are one move within this time.</summary>
    private const int LongGrace = 600;

    private static readonly string Page = RepositoryRoot.PathTo("docs", "conversation.md");

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task What_is_pushed_costs_what_the_documentation_says()
    {
        var (one, ten) = (await MeasureAsync(One), await MeasureAsync(Ten));

        AssertAtMost(ten["created"], deliveries: 7, writes: 9);
        AssertAtMost(ten["added to a group"], deliveries: 6, writes: 7);
        var text = await File.ReadAllTextAsync(Page);
        var start = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, start, StringComparison.Ordinal);
        var table = Table(one, ten);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            await File.WriteAllTextAsync(Page, text[..start] + table + text[end..]);
        else
            Assert.Equal(text[start..end], table);
    }

    /// <summary>What each user costs where ten are pushed at once: what is written for several together counts by its share.</summary>
    private static void AssertAtMost(Traffic ofTen, int deliveries, int writes)
    {
        Assert.True(ofTen.Delivered <= deliveries * Ten, ofTen.ToString());
        Assert.True(ofTen.Written + ofTen.Batched <= writes * Ten, ofTen.ToString());
    }

    private static string Table(IReadOnlyDictionary<string, Traffic> one, IReadOnlyDictionary<string, Traffic> ten)
    {
        var table = new StringBuilder("| users who are | one: messages | deliveries | writes | ten: messages | deliveries | writes |\n")
            .Append("|---|--:|--:|--:|--:|--:|--:|\n");
        foreach (var (what, ofOne) in one)
            table.Append(CultureInfo.InvariantCulture, $"| {what} | {Cells(ofOne)} | {Cells(ten[what])} |\n");
        return table.ToString();

        static string Cells(Traffic traffic) =>
            string.Create(CultureInfo.InvariantCulture, $"{traffic.Published} | {traffic.Delivered} | {traffic.Written}");
    }

    private async Task<IReadOnlyDictionary<string, Traffic>> MeasureAsync(int users)
    {
        await using var services = await AllServices.StartAsync();
        var pushes = new Pushes(services, $"of{users}", users);
        var measured = new OrderedDictionary<string, Traffic>();
        await pushes.SetGraceAsync(LongGrace);
        var (first, second) = (await pushes.CreateGroupAsync("first"), await pushes.CreateGroupAsync("second"));
        await services.QuietAsync();

        await MeasureOneAsync("created", pushes.CreateAsync);
        await MeasureOneAsync("renamed", pushes.RenameAsync);
        await MeasureOneAsync("added to a group", () => pushes.AddAsync(first));
        await MeasureOneAsync("in a group that is configured", () => pushes.ConfigureAsync(first));
        await MeasureOneAsync("moved, added first", () => pushes.AddAsync(second), () => pushes.RemoveAsync(first));
        await MeasureOneAsync("moved, removed first", () => pushes.RemoveAsync(second), () => pushes.AddAsync(first));
        await pushes.SetGraceAsync(0);
        await services.QuietAsync();
        await MeasureOneAsync("deactivated", () => pushes.ActivateAsync(false));
        await MeasureOneAsync("reactivated", () => pushes.ActivateAsync(true));
        await MeasureOneAsync("deleted", pushes.DeleteAsync);
        return measured;

        async Task MeasureOneAsync(string what, params IReadOnlyList<Func<Task>> steps)
        {
            services.Counter.Take();
            foreach (var step in steps)
            {
                await step();
                await services.QuietAsync();
            }

            measured[what] = services.Counter.Take();
            output.WriteLine($"== {what}, {users}\n{measured[what]}");
        }
    }
}
