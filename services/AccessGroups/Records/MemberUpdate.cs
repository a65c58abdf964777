using Scim.Bus.Contracts;

namespace Scim.Bus.AccessGroups.Records;

/// <summary>Progress of publishing an Access Group's current version for each of its members.</summary>
internal sealed record MemberUpdate
{
    /// <summary>How long a process may take for a page of members before another process resumes the update.</summary>
    public static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(10);

    /// <summary>The last member whose access was published; null at the beginning.</summary>
    public UserId? After { get; init; }

    /// <summary>When another process resumes the update, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>W3C trace context of the change that started the update.</summary>
    public string? TraceParent { get; init; }
}
