using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Users;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>
/// What groups need to know of a user: a part of the stored <see cref="UserRecord"/>, under the same names. Never written.
/// </summary>
internal sealed record MemberRecord
{
    public required UserId Id { get; init; }

    public required MemberNames Resource { get; init; }

    public IReadOnlyList<UserMembership> Memberships { get; init; } = [];

    public bool Deleted { get; init; }

    public bool IsMemberOf(GroupId group) => Memberships.Any(membership => membership.Group == group && membership.IsActive);
}
