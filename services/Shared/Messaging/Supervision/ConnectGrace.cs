namespace Scim.Bus.Messaging.Supervision;

/// <summary>
/// How long endpoints may take to connect once the broker answers. Twice as long after each restart, so that a slow machine is given time.
/// </summary>
internal sealed class ConnectGrace
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly TimeSpan _length;
    private long? _since;

    private ConnectGrace(TimeSpan length) => _length = length;

    /// <summary>The grace before the first restart.</summary>
    public static ConnectGrace First => new(TimeSpan.FromSeconds(4));

    /// <summary>The grace after one more restart.</summary>
    public ConnectGrace Next() => new(_length * 2 < Longest ? _length * 2 : Longest);

    /// <summary>Starts the clock at the first call; true once the grace has elapsed since.</summary>
    public bool HasElapsed(TimeProvider time) => time.GetElapsedTime(_since ??= time.GetTimestamp()) >= _length;
}
