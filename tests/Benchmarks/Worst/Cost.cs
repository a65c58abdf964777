using System.Diagnostics;

namespace Scim.Bus.Benchmarks.Worst;

/// <summary>What some work costs this process: processor time and allocated bytes, those of its background work included.</summary>
/// <param name="Processor">Processor time, user and system.</param>
/// <param name="Allocated">Bytes that were allocated, whether or not they are still in use.</param>
/// <param name="Live">The most that the heap has held meanwhile, above what it held before.</param>
internal sealed record Cost(TimeSpan Processor, long Allocated, long Live)
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(20);

    public static async Task<Cost> OfAsync(Func<Task> work)
    {
        GC.Collect();
        var process = Process.GetCurrentProcess();
        var (live, peak) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        process.Refresh();
        var before = process.TotalProcessorTime;
        using var timer = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(false)), null, SampleEvery, SampleEvery);
        await work();
        process.Refresh();
        return new Cost(
            process.TotalProcessorTime - before, GC.GetTotalAllocatedBytes(precise: true) - allocated, Math.Max(0, peak - live));
    }

    public override string ToString() => FormattableString.Invariant(
        $"{Processor.TotalSeconds,7:F2} CPU s   {Allocated / 1e6,8:F1} MB allocated   {Live / 1e6,7:F1} MB heap");
}
