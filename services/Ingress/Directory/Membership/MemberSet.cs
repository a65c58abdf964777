using Scim.Protocol.Errors;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>Finds out which members a condition on an element of a group's <c>members</c> means.</summary>
internal static class MemberSet
{
    private static readonly HashSet<string> Nobody = [];

    /// <summary>The ids that the condition names; null for everybody.</summary>
    /// <exception cref="ScimException">400 <c>invalidFilter</c>: it means members by something else than their ids.</exception>
    public static IReadOnlySet<string>? Of(BoundFilter element) => element switch
    {
        BoundAnd and => Both(Of(and.Left), Of(and.Right)),
        BoundOr or => Either(Of(or.Left), Of(or.Right)),
        BoundConstant constant => constant.Value ? null : Nobody,
        BoundComparison { Operator: ComparisonOperator.Eq, Value: string id, Attribute.Definition.Name: "value" } => new HashSet<string> { id },
        // All members are users, and have an id and a name.
        BoundComparison { Operator: ComparisonOperator.Eq, Value: string type, Attribute.Definition.Name: "type" } => type == "user" ? null : Nobody,
        BoundPresent => null,
        _ => throw ScimException.InvalidFilter(
            "Groups can't be filtered by this condition on 'members', which no index serves; what can be asked is 'members.value eq \"…\"', "
            + "'members[value eq \"…\"]', several of them joined by 'and' and 'or', and 'members pr'."),
    };

    private static IReadOnlySet<string>? Both(IReadOnlySet<string>? left, IReadOnlySet<string>? right) =>
        left is null ? right : right is null ? left : left.Intersect(right).ToHashSet();

    private static IReadOnlySet<string>? Either(IReadOnlySet<string>? left, IReadOnlySet<string>? right) =>
        left is null || right is null ? null : left.Union(right).ToHashSet();
}
