using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>
/// Users' documents hold the ids of their groups, not their names. A condition on <c>groups.display</c> is answered by looking the groups up, by
/// the index of their names.
/// </summary>
internal sealed class GroupNameJoin(GroupStore groups)
{
    /// <summary>How many groups a condition may select.</summary>
    private const int MaxGroups = 1_000;

    private static readonly AttributeDefinition Groups = ResourceTypes.User.Attribute("groups")!;
    private static readonly AttributeDefinition Display = Groups.SubAttribute("display")!;
    private static readonly AttributeLocation Value = new(["value"], Groups.SubAttribute("value")!);
    private static readonly AttributeLocation DisplayName = new(["displayName"], ResourceTypes.Group.Attribute("displayName")!);

    /// <summary>The filter with names of groups replaced by their ids.</summary>
    /// <exception cref="ScimException">400 <c>tooMany</c>.</exception>
    public Task<BoundFilter> JoinAsync(TenantId tenant, BoundFilter filter, CancellationToken cancellationToken) => BoundFilterRewriter.RewriteAsync(
        filter,
        async condition => condition is BoundAny any && any.Attribute.Definition == Groups
            ? any with { Element = await BoundFilterRewriter.RewriteAsync(any.Element, part => ElementAsync(tenant, part, cancellationToken)) }
            : condition);

    private async Task<BoundFilter> ElementAsync(TenantId tenant, BoundFilter condition, CancellationToken cancellationToken) => condition switch
    {
        // Every group has a name.
        BoundPresent present when present.Attribute.Definition == Display => new BoundPresent(Value),
        BoundComparison { Value: null } comparison when comparison.Attribute.Definition == Display =>
            new BoundConstant(comparison.Operator == ComparisonOperator.Ne),
        BoundComparison { Operator: ComparisonOperator.Ne } comparison when comparison.Attribute.Definition == Display =>
            new BoundNot(await NamedAsync(tenant, comparison with { Operator = ComparisonOperator.Eq }, cancellationToken)),
        BoundComparison comparison when comparison.Attribute.Definition == Display => await NamedAsync(tenant, comparison, cancellationToken),
        _ => condition,
    };

    private async Task<BoundFilter> NamedAsync(TenantId tenant, BoundComparison display, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = tenant, Filter = display with { Attribute = DisplayName }, Limit = MaxGroups + 1 };
        var found = await groups.Documents.QueryAsync(query, cancellationToken);
        return found.Count switch
        {
            0 => new BoundConstant(false),
            1 => new BoundComparison(Value, ComparisonOperator.Eq, found[0].Id),
            <= MaxGroups => new BoundIn(Value, [.. found.Select(group => group.Id)]),
            _ => throw new ScimException(
                400, ScimErrorType.TooMany, $"The condition on 'groups.display' selects more than {MaxGroups} groups; make it narrower."),
        };
    }
}
