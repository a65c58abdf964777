using Scim.Bus.Contracts;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>Finds users by the groups that they stand in.</summary>
internal static class MemberFilter
{
    private static readonly AttributeDefinition Groups = ResourceTypes.User.Attribute("groups")!;
    private static readonly AttributeLocation Value = new(["value"], Groups.SubAttribute("value")!);

    /// <summary>The members of a group.</summary>
    public static BoundFilter Of(GroupId group) => new BoundAny(
        new AttributeLocation([Groups.Name], Groups),
        new BoundComparison(Value, ComparisonOperator.Eq, group.ToString()));
}
