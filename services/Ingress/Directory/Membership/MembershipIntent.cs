using System.Text.Json.Serialization;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>
/// An accepted membership change that is not yet on the users' documents. It is stored on the group's document, which makes a PATCH a
/// single write (I1).
/// </summary>
internal sealed record MembershipIntent
{
    /// <summary>How long the request that created the intent has to complete it before the sweeper does.</summary>
    public static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(10);

    /// <summary>The group's version that the change produced. Identifies the intent.</summary>
    public required long GroupVersion { get; init; }

    public IReadOnlyList<UserId> Add { get; init; } = [];

    public IReadOnlyList<UserId> Remove { get; init; } = [];

    /// <summary>True if all members are removed because the group was deleted.</summary>
    public bool RemoveAll { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The W3C trace context of the request that created the intent.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The users whom it names.</summary>
    [JsonIgnore]
    public IEnumerable<UserId> Members => Add.Concat(Remove);
}
