namespace Scim.Bus.Ingress.RequestLog;

/// <summary>Requests of an hour that came from one address with nobody's token.</summary>
internal sealed record UnknownTally
{
    /// <summary>Beginning of the hour, UTC.</summary>
    public required DateTimeOffset Hour { get; init; }

    /// <summary>The address, or the network's part of an IPv6 address; <c>others</c> for what comes from too many.</summary>
    public required string Address { get; init; }

    /// <summary>What was wrong: one of <see cref="UnknownReason"/>.</summary>
    public required string Reason { get; init; }

    public required long Count { get; init; }

    /// <summary>A few of them.</summary>
    public IReadOnlyList<UnknownSample> Samples { get; init; } = [];
}

/// <summary>A request with nobody's token.</summary>
/// <param name="At">When it arrived, UTC.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, cut off if it is long.</param>
internal sealed record UnknownSample(DateTimeOffset At, string Method, string Path);

/// <summary>What was wrong with a request that is nobody's.</summary>
internal static class UnknownReason
{
    /// <summary>It had no token.</summary>
    public const string NoToken = "noToken";

    /// <summary>Nobody has, or had, its token.</summary>
    public const string UnknownToken = "unknownToken";

    /// <summary>It had no token, and there is nothing at its path.</summary>
    public const string NoEndpoint = "noEndpoint";
}
