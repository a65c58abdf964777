using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>An operation on an attribute whose values are kept outside of the resource.</summary>
internal static class DetachedPatch
{
    /// <summary>Reads the change that an operation asks for. What counts are the elements that it names.</summary>
    public static DetachedChange Change(
        PatchOperationKind kind, AttributeDefinition attribute, Filter? filter, JsonNode? value, PatchBudget budget)
    {
        if (filter is not null)
        {
            return kind == PatchOperationKind.Remove
                ? new DetachedRemovedWhere(attribute, FilterBinder.BindElement(filter, attribute))
                : throw ScimException.Mutability($"Elements of '{attribute.Name}' can be added and removed, not changed.");
        }

        if (kind == PatchOperationKind.Remove && value is null)
            return new DetachedReplaced(attribute, []);
        var values = AttributePatch.Elements(attribute, value, attribute.Name).Cast<JsonObject>().ToList();
        budget.Select(values.Count);
        return kind switch
        {
            PatchOperationKind.Add => new DetachedAdded(attribute, values),
            PatchOperationKind.Remove => new DetachedRemoved(attribute, values),
            _ => new DetachedReplaced(attribute, values),
        };
    }
}
