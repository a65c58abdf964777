namespace Scim.Bus.Provisioning.Drift;

/// <summary>The drift report as the admin API returns it.</summary>
/// <param name="Number">Number of the current or last comparison, counted from 1; 0 before the first.</param>
/// <param name="Running">True while a comparison is running.</param>
/// <param name="At">When the last comparison was completed, UTC; null before the first.</param>
/// <param name="Counts">What the last completed comparison found; null before the first.</param>
/// <param name="NextAt">When the next comparison begins, UTC; null while one is running.</param>
internal sealed record DriftView(int Number, bool Running, DateTimeOffset? At, DriftCounts? Counts, DateTimeOffset? NextAt)
{
    public static DriftView From(DriftReport report)
    {
        var isRunning = report.Position is not null;
        return new DriftView(report.Number, isRunning, report.LastAt, report.Last, isRunning ? null : report.NextDueAt);
    }
}
