using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Filters;

/// <summary>
/// Resolves conditions on a user's <c>groups.display</c>. Users' documents store only the ids of their groups, so the condition becomes one
/// on <c>groups.value</c>, with the ids of the groups of that name. An index finds them.
/// </summary>
internal sealed class GroupDisplayFilterResolver(GroupStore groups)
{
    /// <summary>Maximum number of groups that a condition may select.</summary>
    private const int MaxGroups = 1_000;

    private static readonly AttributeDefinition Groups = ResourceTypes.User.Attribute("groups")!;
    private static readonly AttributeDefinition Display = Groups.SubAttribute("display")!;
    private static readonly AttributeLocation Value = new(["value"], Groups.SubAttribute("value")!);
    private static readonly AttributeLocation DisplayName = new(["displayName"], ResourceTypes.Group.Attribute("displayName")!);

    /// <summary>Returns an equivalent filter over stored attributes only.</summary>
    /// <exception cref="ScimException">400 <c>tooMany</c>: a condition selects more than 1,000 groups.</exception>
    public Task<BoundFilter> ResolveAsync(TenantId tenant, BoundFilter filter, CancellationToken cancellationToken)
    {
        return BoundFilterRewriter.RewriteAsync(filter, async condition => condition is BoundAny any && any.Attribute.Definition == Groups
            ? any with { Element = await BoundFilterRewriter.RewriteAsync(any.Element, ResolveElementAsync) }
            : condition);

        Task<BoundFilter> ResolveElementAsync(BoundFilter condition) => ElementAsync(tenant, condition, cancellationToken);
    }

    private async Task<BoundFilter> ElementAsync(TenantId tenant, BoundFilter condition, CancellationToken cancellationToken) =>
        condition switch
        {
            // Every group has a name.
            BoundPresent present when present.Attribute.Definition == Display => new BoundPresent(Value),
            BoundComparison { Value: null } comparison when comparison.Attribute.Definition == Display =>
                new BoundConstant(comparison.Operator == ComparisonOperator.Ne),
            BoundComparison { Operator: ComparisonOperator.Ne } comparison when comparison.Attribute.Definition == Display =>
                new BoundNot(await NamedAsync(tenant, comparison with { Operator = ComparisonOperator.Eq }, cancellationToken)),
            BoundComparison comparison when comparison.Attribute.Definition == Display =>
                await NamedAsync(tenant, comparison, cancellationToken),
            _ => condition,
        };

    private async Task<BoundFilter> NamedAsync(TenantId tenant, BoundComparison display, CancellationToken cancellationToken)
    {
        var name = display with { Attribute = display.Attribute.IsKey ? DisplayName.Key : DisplayName };
        var query = new DocumentQuery { Tenant = tenant, Filter = name, Limit = MaxGroups + 1 };
        var found = await groups.Documents.QueryAsync(query, cancellationToken);
        return found.Count switch
        {
            0 => new BoundConstant(false),
            1 => new BoundComparison(Value, ComparisonOperator.Eq, found[0].Id),
            <= MaxGroups => new BoundIn(Value, [.. found.Select(group => group.Id)]),
            _ => throw new ScimException(
                400, ScimErrorType.TooMany, $"The condition on 'groups.display' selects more than {MaxGroups} groups; narrow it."),
        };
    }
}
