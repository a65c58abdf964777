namespace Scim.Bus.Ingress.Connections;

/// <summary>The state of a connection.</summary>
/// <param name="State">The state.</param>
/// <param name="Since">Since when it is so, UTC, as far as is known.</param>
internal sealed record ConnectionStatus(ConnectionState State, DateTimeOffset Since)
{
    /// <summary>Decides on the state.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="now">Current time, UTC.</param>
    public static ConnectionStatus From(ConnectionFacts facts, DateTimeOffset now)
    {
        if (facts.LastRequestAt is not { } last)
            return new ConnectionStatus(ConnectionState.Never, facts.CreatedAt);
        if (Earliest(AllRefusedSince(facts), facts.DeactivationRefusedAt) is { } failing)
            return new ConnectionStatus(ConnectionState.Failing, failing);
        if (facts.SilentAfter is { } interval && now - last >= interval)
            return new ConnectionStatus(ConnectionState.Silent, last + interval);
        return new ConnectionStatus(ConnectionState.Connected, ConnectedSince(facts) ?? last);
    }

    /// <summary>Since when every write was refused; null if one of the last was not.</summary>
    public static DateTimeOffset? AllRefusedSince(ConnectionFacts facts)
    {
        if (facts.LastWrites.Count > 0)
            return facts.LastWrites.Any(write => write.IsAccepted) ? null : facts.RefusedSince ?? facts.LastWrites[^1].At;
        // An identity provider tries its token by reading, before it writes anything.
        return facts.Requests > 0 && facts.Refusals >= facts.Requests ? facts.LastRequestAt : null;
    }

    /// <summary>The first write that was accepted since one was refused, if that is among the last; else the first change.</summary>
    private static DateTimeOffset? ConnectedSince(ConnectionFacts facts)
    {
        var accepted = facts.LastWrites.TakeWhile(write => write.IsAccepted).ToList();
        return accepted.Count > 0 && accepted.Count < facts.LastWrites.Count ? accepted[^1].At : facts.FirstChangeAt;
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other ?? one : one;
}
