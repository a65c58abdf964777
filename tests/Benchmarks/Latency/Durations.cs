namespace Scim.Bus.Benchmarks.Latency;

/// <summary>Collects durations, from any thread, and describes their distribution.</summary>
internal sealed class Durations
{
    private readonly Lock _gate = new();
    private readonly List<double> _milliseconds = [];

    public void Add(TimeSpan duration)
    {
        lock (_gate)
            _milliseconds.Add(duration.TotalMilliseconds);
    }

    public string Describe(string what)
    {
        lock (_gate)
        {
            _milliseconds.Sort();
            return FormattableString.Invariant($"{what,-40} n {_milliseconds.Count,6}   median {At(0.5),8:F1} ms   ")
                + FormattableString.Invariant($"p95 {At(0.95),8:F1} ms   p99 {At(0.99),8:F1} ms   max {At(1),8:F1} ms");
        }
    }

    private double At(double quantile) => _milliseconds.Count == 0
        ? double.NaN
        : _milliseconds[Math.Min(_milliseconds.Count - 1, (int)(quantile * _milliseconds.Count))];
}
