using Scim.Bus.Ingress.Directory;

namespace Scim.Bus.Ingress.Tests;

public sealed class ResourceIdTests
{
    [Fact]
    public void Ids_sort_by_creation_even_if_the_clock_goes_back()
    {
        var time = new SteppingClock();
        var ids = new ResourceIds(time);
        var made = new List<string>();
        foreach (var step in new[] { 0, 1, 1, -5, 3 })
        {
            time.Now += TimeSpan.FromMilliseconds(step);
            made.AddRange(Enumerable.Range(0, 5_000).Select(_ => ids.Next().ToString()));
        }

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(made.Count, made.Distinct().Count());
        Assert.All(made, id => Assert.True(id[14] == '7' && id[19] is '8' or '9' or 'a' or 'b', id));
        Assert.StartsWith($"{time.Start.ToUnixTimeMilliseconds():x12}"[..8], made[0], StringComparison.Ordinal);
    }

    private sealed class SteppingClock : TimeProvider
    {
        public DateTimeOffset Start { get; } = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

        public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
