using System.Text.Json.Nodes;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Entra only: parses text that is compared with a boolean attribute, in PATCH paths and filters
/// (https://learn.microsoft.com/entra/identity/app-provisioning/customize-application-attributes, section "Provisioning a role to a SCIM
/// app"). RFC 7644 compares booleans with booleans only.
/// <code>
/// before: roles[primary eq "True"].value
/// after:  roles[primary eq true].value
/// </code>
/// </summary>
internal static class BooleanTextInFilter
{
    public static IEnumerable<JsonObject>? Repair(JsonObject operation, ResourceType type)
    {
        if (operation.Member("path").AsText() is not { } text
            || PatchTarget.PathOf(text) is not { Filter: { } filter } path
            || type.Resolve(path.Attribute)?.Attribute is not { } attribute)
        {
            return null;
        }

        var repairedFilter = Repair(filter, name => SubAttributeOf(attribute, name));
        if (repairedFilter == filter)
            return null;
        var repaired = (JsonObject)operation.DeepClone();
        repaired.Remove(repaired.First(member => member.Key.Equals("path", StringComparison.OrdinalIgnoreCase)).Key);
        repaired["path"] = (path with { Filter = repairedFilter }).ToString();
        return [repaired];
    }

    public static Filter Repair(Filter filter, ResourceType type) => Repair(filter, path =>
        type.Resolve(path) is { } reference ? reference.SubAttribute ?? reference.Attribute : null);

    private static Filter Repair(Filter filter, Func<AttributePath, AttributeDefinition?> find) =>
        FilterRewriter.Rewrite(filter, condition => condition switch
        {
            ValuePathFilter elements when find(elements.Path) is { } attribute =>
                elements with { Element = Repair(elements.Element, name => SubAttributeOf(attribute, name)) },
            ComparisonFilter { Value.Value: string text } comparison
                when find(comparison.Path)?.Type == AttributeType.Boolean && bool.TryParse(text, out var truth) =>
                comparison with { Value = new FilterLiteral(truth) },
            _ => condition,
        });

    private static AttributeDefinition? SubAttributeOf(AttributeDefinition attribute, AttributePath path) =>
        path is { Urn: null, SubAttribute: null } ? attribute.SubAttribute(path.Name) : null;
}
