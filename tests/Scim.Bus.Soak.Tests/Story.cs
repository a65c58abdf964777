using System.Collections.Concurrent;

namespace Scim.Bus.Soak.Tests;

/// <summary>What has happened so far, line by line, for whoever has to find out why a soak failed. Safe to use from several threads.</summary>
internal sealed class Story
{
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly ConcurrentQueue<string> _lines = [];

    /// <summary>Time since the beginning.</summary>
    public TimeSpan Now => TimeProvider.System.GetElapsedTime(_start);

    public void Tell(string line) => _lines.Enqueue(FormattableString.Invariant($"{Now.TotalSeconds,7:0.0} s  {line}"));

    public override string ToString() => string.Join('\n', _lines);
}
