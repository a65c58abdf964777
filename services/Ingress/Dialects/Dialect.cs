using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>Repairs a whole body in its place, before anything else looks at it.</summary>
internal delegate void BodyRepair(JsonObject body, ResourceType type);

/// <summary>Repairs a value of an attribute: gives what should have been sent, or null if the value is none of its business.</summary>
internal delegate JsonNode? ValueRepair(AttributeDefinition attribute, JsonNode value);

/// <summary>Repairs an operation of a PATCH: gives the operations that should have been sent instead, or null.</summary>
internal delegate IEnumerable<JsonObject>? OperationRepair(JsonObject operation, ResourceType type);

/// <summary>Repairs the filter of a query: gives the one that should have been sent.</summary>
internal delegate Filter FilterRepair(Filter filter, ResourceType type);

/// <summary>
/// Repairs what an identity provider sends before the strict engine reads it. Which dialect a tenant has is its setting, never a guess. What a
/// repair does not recognise it leaves to the engine to refuse. Repairs that contradict nothing in the RFC are everybody's.
/// </summary>
internal sealed class Dialect
{
    private static readonly Dialect Everybody = new() { Operations = [PathInKey.Repair] };

    private static readonly Dialect Entra = new()
    {
        Resources = [MicrosoftGroupSchema.Repair],
        Operations = [PathInKey.Repair, ShortName.Repair, OneInArray.Repair, BooleanTextInFilter.Repair, ReplaceOfNothing.Repair],
        Filters = [ShortName.Repair, BooleanTextInFilter.Repair],
    };

    private static readonly Dialect OneLogin = new()
    {
        Resources = [FormerSchemas.Repair, ObjectForArray.Repair],
        Patches = [Scim1GroupPatch.Repair],
        Operations = [PathInKey.Repair],
    };

    private static readonly IReadOnlyList<ValueRepair> Values = [BooleanAsText.Repair, ManagerAsText.Repair];

    private Dialect()
    {
    }

    private IReadOnlyList<BodyRepair> Resources { get; init; } = [];

    private IReadOnlyList<BodyRepair> Patches { get; init; } = [];

    private IReadOnlyList<OperationRepair> Operations { get; init; } = [];

    private IReadOnlyList<FilterRepair> Filters { get; init; } = [];

    /// <summary>The dialect of an identity provider.</summary>
    public static Dialect Of(IdentityProvider provider) => provider switch
    {
        IdentityProvider.Entra => Entra,
        IdentityProvider.OneLogin => OneLogin,
        _ => Everybody,
    };

    /// <summary>The body of a POST or PUT as the engine takes it. Changes the body that it is given.</summary>
    public JsonObject RepairResource(JsonObject body, ResourceType type)
    {
        foreach (var repair in Resources)
            repair(body, type);
        ValueWalk.Resource(body, type, Values);
        return body;
    }

    /// <summary>The body of a PATCH as the engine takes it. Changes the body that it is given.</summary>
    public JsonObject RepairPatch(JsonObject body, ResourceType type)
    {
        foreach (var repair in Patches)
            repair(body, type);
        if (body.Member("Operations") is not JsonArray operations)
            return body;
        foreach (var repair in Operations)
        {
            for (var i = operations.Count - 1; i >= 0; i--)
            {
                if (operations[i] is JsonObject operation && repair(operation, type)?.ToList() is { } repaired)
                {
                    operations.RemoveAt(i);
                    for (var j = 0; j < repaired.Count; j++)
                        operations.Insert(i + j, repaired[j]);
                }
            }
        }

        foreach (var operation in operations.OfType<JsonObject>())
            ValueWalk.Operation(operation, type, Values);
        return body;
    }

    /// <summary>The filter of a query as the engine takes it.</summary>
    public Filter RepairFilter(Filter filter, ResourceType type) => Filters.Aggregate(filter, (repaired, repair) => repair(repaired, type));
}
