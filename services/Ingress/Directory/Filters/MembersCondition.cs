using Scim.Protocol.Errors;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.Directory.Filters;

/// <summary>Reads a condition on an element of a group's <c>members</c>.</summary>
internal static class MembersCondition
{
    private static readonly HashSet<string> Nobody = [];

    /// <summary>The ids that the condition selects; null if it selects every member.</summary>
    /// <exception cref="ScimException">400 <c>invalidFilter</c>: it selects members by something other than their ids.</exception>
    public static IReadOnlySet<string>? NamedIds(BoundFilter element) => element switch
    {
        BoundAnd and => Both(NamedIds(and.Left), NamedIds(and.Right)),
        BoundOr or => Either(NamedIds(or.Left), NamedIds(or.Right)),
        BoundConstant constant => constant.Value ? null : Nobody,
        BoundComparison { Operator: ComparisonOperator.Eq, Value: string value, Attribute.Definition.Name: var name }
            when name is "value" or "type" => name == "value" ? new HashSet<string> { value } : OfType(value),
        // Every member has an id, a type and a display name.
        BoundPresent => null,
        _ => throw ScimException.InvalidFilter(
            "Groups can't be filtered by this condition on 'members', because no index serves it. Supported are "
            + "'members.value eq \"…\"', 'members[value eq \"…\"]', combinations of them with 'and' and 'or', and 'members pr'."),
    };

    /// <summary>All members are users. The value is in lower case, as 'type' is not case-exact.</summary>
    private static HashSet<string>? OfType(string type) => type == "user" ? null : Nobody;

    private static IReadOnlySet<string>? Both(IReadOnlySet<string>? left, IReadOnlySet<string>? right) =>
        left is null ? right : right is null ? left : left.Intersect(right).ToHashSet();

    private static IReadOnlySet<string>? Either(IReadOnlySet<string>? left, IReadOnlySet<string>? right) =>
        left is null || right is null ? null : left.Union(right).ToHashSet();
}
