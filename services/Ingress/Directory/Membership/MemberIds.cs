using Scim.Bus.Contracts;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>Reads from a filter on a group's members which users it can select.</summary>
internal static class MemberIds
{
    /// <summary>The users that the filter names by their ids; null if it can select others too.</summary>
    public static HashSet<UserId>? NamedBy(BoundFilter filter) => filter switch
    {
        BoundComparison { Operator: ComparisonOperator.Eq, Value: string id, Attribute.Definition.Name: "value" } =>
            Guid.TryParse(id, out var parsed) ? [new UserId(parsed)] : [],
        BoundAnd and => NamedBy(and.Left) ?? NamedBy(and.Right),
        BoundOr either when NamedBy(either.Left) is { } left && NamedBy(either.Right) is { } right => [.. left, .. right],
        _ => null,
    };
}
