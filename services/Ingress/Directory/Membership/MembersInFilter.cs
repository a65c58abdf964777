using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>
/// Answers what a filter of groups asks about their members, since those stand on the users' documents: <c>members eq "id"</c> becomes the
/// groups that this user stands in. That is how clients ask whether somebody is in a group already. Anything else about members would mean to
/// read all of them, and is refused rather than answered wrongly.
/// </summary>
internal sealed class MembersInFilter(UserStore users)
{
    private static readonly AttributeDefinition Members = ResourceTypes.Group.Attribute("members")!;
    private static readonly AttributeLocation Id = AttributeLocation.Of(new AttributeReference(null, ResourceTypes.Group.Attribute("id")!, null));

    /// <summary>The filter without members in it.</summary>
    /// <exception cref="ScimException">400 <c>invalidFilter</c>.</exception>
    public async Task<BoundFilter?> ResolveAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken) => filter switch
    {
        BoundAnd and => new BoundAnd(
            (await ResolveAsync(tenant, and.Left, cancellationToken))!, (await ResolveAsync(tenant, and.Right, cancellationToken))!),
        BoundOr or => new BoundOr(
            (await ResolveAsync(tenant, or.Left, cancellationToken))!, (await ResolveAsync(tenant, or.Right, cancellationToken))!),
        BoundNot not => new BoundNot((await ResolveAsync(tenant, not.Operand, cancellationToken))!),
        BoundAny any when IsMembers(any.Attribute) => any.Element is BoundComparison
        {
            Operator: ComparisonOperator.Eq, Value: string member, Attribute.Definition.Name: "value",
        }
            ? await GroupsOfAsync(tenant, member, cancellationToken)
            : throw Refused(),
        BoundPresent present when IsMembers(present.Attribute) => throw Refused(),
        _ => filter,
    };

    private static bool IsMembers(AttributeLocation location) => location.Segments.Count > 0 && location.Segments[0] == Members.Name;

    private static ScimException Refused() => ScimException.InvalidFilter("Of 'members' groups can only be asked for one user's: members eq \"id\".");

    private async Task<BoundFilter> GroupsOfAsync(TenantId tenant, string member, CancellationToken cancellationToken)
    {
        var user = UserId.TryParse(member, null, out var id) ? await users.FindAsync(tenant, id, cancellationToken) : null;
        var groups = user?.Memberships.Where(membership => membership.Stands).Select(membership => membership.Group.ToString()).ToList() ?? [];
        return groups.Count > 0 ? new BoundIn(Id, groups) : new BoundConstant(false);
    }
}
