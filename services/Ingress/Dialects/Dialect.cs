using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>Repairs a value of an attribute: gives what should have been sent, or null if the value is none of its business.</summary>
internal delegate JsonNode? ValueRepair(AttributeDefinition attribute, JsonNode value);

/// <summary>Repairs an operation of a PATCH: gives the operations that should have been sent instead, or null.</summary>
internal delegate IEnumerable<JsonObject>? OperationRepair(JsonObject operation, ResourceType type);

/// <summary>
/// Repairs what an identity provider sends before the strict engine reads it. Which dialect a tenant has is its setting, never a guess. What a
/// repair does not recognise it leaves to the engine to refuse. Repairs that contradict nothing in the RFC are everybody's.
/// </summary>
internal sealed class Dialect
{
    private static readonly Dialect Everybody = new([PathInKey.Repair]);
    private static readonly Dialect Entra = new([PathInKey.Repair, ReplaceOfNothing.Repair]);

    private static readonly IReadOnlyList<ValueRepair> Values = [BooleanAsText.Repair, ManagerAsText.Repair];

    private readonly IReadOnlyList<OperationRepair> _operationRepairs;

    private Dialect(IReadOnlyList<OperationRepair> operationRepairs) => _operationRepairs = operationRepairs;

    /// <summary>The dialect of an identity provider.</summary>
    public static Dialect Of(IdentityProvider provider) => provider == IdentityProvider.Entra ? Entra : Everybody;

    /// <summary>The body of a POST or PUT as the engine takes it. Changes the body that it is given.</summary>
    public static JsonObject RepairResource(JsonObject body, ResourceType type)
    {
        ValueWalk.Resource(body, type, Values);
        return body;
    }

    /// <summary>The body of a PATCH as the engine takes it. Changes the body that it is given.</summary>
    public JsonObject RepairPatch(JsonObject body, ResourceType type)
    {
        if (body.Member("Operations") is not JsonArray operations)
            return body;
        foreach (var repair in _operationRepairs)
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
}
