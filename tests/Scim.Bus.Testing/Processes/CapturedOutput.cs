namespace Scim.Bus.Testing;

/// <summary>The last lines that a process wrote, for failure messages. Safe to use from several threads.</summary>
internal sealed class CapturedOutput
{
    private const int Capacity = 2_000;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new(Capacity);

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    public void Add(string? line)
    {
        if (line is null) return;
        lock (_gate)
        {
            if (_lines.Count == Capacity) _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    public override string ToString() => string.Join('\n', Lines) is { Length: > 0 } text ? text : "(no output)";
}
