using Scim.Bus.Contracts;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>Filters over users by their groups.</summary>
internal static class MemberFilter
{
    private static readonly AttributeDefinition Groups = ResourceTypes.User.Attribute("groups")!;
    private static readonly AttributeLocation Value = new(["value"], Groups.SubAttribute("value")!);

    /// <summary>Selects the members of a group, by an index.</summary>
    public static BoundFilter MembersOf(GroupId group) => new BoundAny(
        new AttributeLocation([Groups.Name], Groups),
        new BoundComparison(Value, ComparisonOperator.Eq, group.ToString()));
}
