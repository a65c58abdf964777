using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>
/// A change of membership that was accepted: it stands on the group's document, so that a PATCH is one write, and is carried out on the users'
/// documents (I1).
/// </summary>
internal sealed record MembershipIntent
{
    /// <summary>How long the request that made it has to carry it out.</summary>
    public static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(10);

    /// <summary>The group's version that the change made.</summary>
    public required long GroupVersion { get; init; }

    public IReadOnlyList<UserId> Add { get; init; } = [];

    public IReadOnlyList<UserId> Remove { get; init; } = [];

    /// <summary>Whether everybody is to leave, as the group was deleted.</summary>
    public bool RemoveAll { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The trace of the request that made it.</summary>
    public string? TraceParent { get; init; }
}
