using Microsoft.Extensions.Logging;

namespace Scim.Bus.Messaging.Supervision;

/// <summary>Logs an outage of the broker: one line a minute, and one when it is over.</summary>
internal sealed class OutageReport(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private long? _since;
    private long _reported;

    public void Report(string? reason)
    {
        var isFirst = _since is null;
        _since ??= time.GetTimestamp();
        if (!isFirst && time.GetElapsedTime(_reported) < Every)
            return;
        _reported = time.GetTimestamp();
        logger.LogWarning(
            "The broker can't be used since {Seconds:0} s; messages wait in the outboxes. {Reason}",
            time.GetElapsedTime(_since.Value).TotalSeconds,
            reason);
    }

    public void End()
    {
        if (_since is not { } since)
            return;
        _since = null;
        logger.LogInformation("Connected to the broker again after {Seconds:0} s", time.GetElapsedTime(since).TotalSeconds);
    }
}
