using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>That a user stands in a group, or no longer does.</summary>
internal sealed record UserMembership
{
    public required GroupId Group { get; init; }

    /// <summary>
    /// The group's version whose intent was last carried out here. An executor that comes late with an older intent finds it done, also if the
    /// user has left since: so entries of groups that were left are kept for a while.
    /// </summary>
    public required long GroupVersion { get; init; }

    /// <summary>The user's version when the membership was added: the one added last counts (I4). 0 if it does not stand.</summary>
    public required long Since { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset At { get; init; }

    public bool Stands => Since > 0;
}
