using System.Collections.Concurrent;

namespace Scim.Bus.Soak.Tests;

/// <summary>
/// What has happened so far, line by line, for whoever has to find out why a soak failed. Written to the file that
/// <c>SCIMBUS_SOAK_STORY</c> names too, for whoever waits for it. Safe to use from several threads.
/// </summary>
internal sealed class Story
{
    private static readonly string? File = Environment.GetEnvironmentVariable("SCIMBUS_SOAK_STORY") is { Length: > 0 } file ? file : null;

    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly ConcurrentQueue<string> _lines = [];

    /// <summary>Time since the beginning.</summary>
    public TimeSpan Now => TimeProvider.System.GetElapsedTime(_start);

    public void Tell(string line)
    {
        var told = FormattableString.Invariant($"{Now.TotalSeconds,7:0.0} s  {line}");
        _lines.Enqueue(told);
        if (File is null) return;
        lock (_lines) System.IO.File.AppendAllText(File, $"{told}\n");
    }

    public override string ToString() => string.Join('\n', _lines);
}
