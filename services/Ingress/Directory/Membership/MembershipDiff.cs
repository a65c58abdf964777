using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>What a request really changes in a group's membership: nobody is added who is in, or removed who is not.</summary>
/// <param name="Add">Who is to join.</param>
/// <param name="Remove">Who is to leave.</param>
/// <param name="Before">How many stood in the group before, where all members were replaced; 0 where nobody counted.</param>
internal sealed record MembershipDiff(IReadOnlyList<UserId> Add, IReadOnlyList<UserId> Remove, int Before)
{
    private const int SmallGroup = 10;

    public static MembershipDiff None { get; } = new([], [], 0);

    public bool IsEmpty => Add.Count == 0 && Remove.Count == 0;

    /// <summary>A replacement that removes more than half of a group with over ten members.</summary>
    public bool IsMassRemoval => Before > SmallGroup && Remove.Count * 2 > Before;
}
