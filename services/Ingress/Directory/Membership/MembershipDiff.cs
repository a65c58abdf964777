using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>The effective change of a group's membership: without additions of members and removals of non-members.</summary>
/// <param name="Add">Users who become members.</param>
/// <param name="Remove">Members who are removed.</param>
/// <param name="Before">Number of members before a replacement of all members; 0 for any other change, where nobody counts them.</param>
internal sealed record MembershipDiff(IReadOnlyList<UserId> Add, IReadOnlyList<UserId> Remove, int Before)
{
    private const int SmallGroup = 10;

    public static MembershipDiff None { get; } = new([], [], 0);

    public bool IsEmpty => Add.Count == 0 && Remove.Count == 0;

    /// <summary>True if a replacement removes more than half of a group of more than ten members.</summary>
    public bool IsMassRemoval => Before > SmallGroup && Remove.Count * 2 > Before;
}
