using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>Repairs a whole request body in place, before it is read.</summary>
internal delegate void BodyRepair(JsonObject body, ResourceType type);

/// <summary>Repairs an attribute's value. Returns null if the repair does not apply.</summary>
internal delegate JsonNode? ValueRepair(AttributeDefinition attribute, JsonNode value);

/// <summary>Repairs a PATCH operation. Returns the operations that replace it; null if the repair does not apply.</summary>
internal delegate IEnumerable<JsonObject>? OperationRepair(JsonObject operation, ResourceType type);

/// <summary>Repairs the filter of a query. Returns the same filter if the repair does not apply.</summary>
internal delegate Filter FilterRepair(Filter filter, ResourceType type);

/// <summary>
/// The repairs that requests of an identity provider need before the strict engine reads them. A tenant's dialect is a setting and never
/// guessed. Repairs leave what they do not recognise for the engine to refuse. Those that do not contradict the RFC apply to every tenant.
/// </summary>
internal sealed class Dialect
{
    private static readonly Dialect Default = new() { Operations = [SplitDottedKeys.Repair] };

    private static readonly Dialect Entra = new()
    {
        Resources = [MicrosoftGroupSchema.Repair],
        Operations =
        [
            SplitDottedKeys.Repair,
            QualifyExtensionAttribute.Repair,
            UnwrapSingleElementArray.Repair,
            BooleanTextInFilter.Repair,
            ReplaceOfMissingElementIsAdd.Repair,
        ],
        Filters = [QualifyExtensionAttribute.Repair, BooleanTextInFilter.Repair],
    };

    private static readonly Dialect OneLogin = new()
    {
        Resources = [Scim1SchemaUrns.Repair, WrapObjectInArray.Repair],
        Patches = [Scim1GroupPatch.Repair],
        Operations = [SplitDottedKeys.Repair],
    };

    private static readonly IReadOnlyList<ValueRepair> Values = [BooleanAsText.Repair, ManagerAsText.Repair];

    private Dialect()
    {
    }

    private IReadOnlyList<BodyRepair> Resources { get; init; } = [];

    private IReadOnlyList<BodyRepair> Patches { get; init; } = [];

    private IReadOnlyList<OperationRepair> Operations { get; init; } = [];

    private IReadOnlyList<FilterRepair> Filters { get; init; } = [];

    public static Dialect For(IdentityProvider provider) => provider switch
    {
        IdentityProvider.Entra => Entra,
        IdentityProvider.OneLogin => OneLogin,
        _ => Default,
    };

    /// <summary>Repairs the body of a POST or PUT in place, and returns it.</summary>
    public JsonObject RepairResource(JsonObject body, ResourceType type)
    {
        foreach (var repair in Resources)
            repair(body, type);
        ValueWalk.Resource(body, type, Values);
        return body;
    }

    /// <summary>Repairs the body of a PATCH in place, and returns it.</summary>
    public JsonObject RepairPatch(JsonObject body, ResourceType type)
    {
        foreach (var repair in Patches)
            repair(body, type);
        if (body.Member("Operations") is not JsonArray operations)
            return body;
        foreach (var repair in Operations)
            Repair(operations, repair, type);
        foreach (var operation in operations.OfType<JsonObject>())
            ValueWalk.Operation(operation, type, Values);
        return body;
    }

    /// <summary>Replaces operations in one pass: a repair may make many of one.</summary>
    private static void Repair(JsonArray operations, OperationRepair repair, ResourceType type)
    {
        var given = operations.ToList();
        operations.Clear();
        foreach (var node in given)
        {
            if (node is not JsonObject operation || repair(operation, type) is not { } repaired)
            {
                operations.Add(node);
                continue;
            }

            foreach (var replacement in repaired)
                operations.Add(replacement);
        }
    }

    public Filter RepairFilter(Filter filter, ResourceType type) =>
        Filters.Aggregate(filter, (repaired, repair) => repair(repaired, type));
}
