using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>Repairs a whole request body in place, before it is read. Returns false if the repair does not apply.</summary>
internal delegate bool BodyRepair(JsonObject body, ResourceType type);

/// <summary>Repairs an attribute's value. Returns null if the repair does not apply.</summary>
internal delegate JsonNode? ValueRepair(AttributeDefinition attribute, JsonNode value);

/// <summary>Repairs the text of a query's filter, before it is read. Returns the same text if the repair does not apply.</summary>
internal delegate string FilterTextRepair(string filter, IReadOnlyList<ResourceType> types);

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
    private static readonly Dialect Default = new();

    private static readonly Dialect Lenient = new()
    {
        AddsSchemas = true,
        OwnOperations = [UnquotedFilterValue.Repair],
        FilterTexts = [UnquotedFilterValue.Repair],
    };

    private static readonly Dialect Entra = new()
    {
        Resources = [MicrosoftGroupSchema.Repair],
        OwnOperations =
        [
            QualifyExtensionAttribute.Repair,
            BooleanTextInFilter.Repair,
            ReplaceOfMissingElementIsAdd.Repair,
        ],
        Filters = [QualifyExtensionAttribute.Repair, BooleanTextInFilter.Repair],
    };

    private static readonly Dialect OneLogin = new()
    {
        Resources = [Scim1SchemaUrns.Repair, WrapObjectInArray.Repair],
        Patches = [Scim1GroupPatch.Repair],
    };

    /// <summary>The repairs of operations that apply to every tenant, before and after the dialect's own.</summary>
    private static readonly OperationRepair[] Before = [UnwrapSingleElementArray.Repair, SplitDottedKeys.Repair];
    private static readonly OperationRepair[] After = [UnwrapSingleElementArray.Repair];

    private static readonly IReadOnlyList<ValueRepair> Values = [BooleanAsText.Repair, ManagerAsText.Repair];

    private Dialect()
    {
    }

    private IReadOnlyList<BodyRepair> Resources { get; init; } = [];

    private IReadOnlyList<BodyRepair> Patches { get; init; } = [];

    private IReadOnlyList<OperationRepair> OwnOperations { get; init; } = [];

    private IReadOnlyList<FilterTextRepair> FilterTexts { get; init; } = [];

    /// <summary>True to add missing <c>schemas</c> to bodies.</summary>
    private bool AddsSchemas { get; init; }

    private IReadOnlyList<FilterRepair> Filters { get; init; } = [];

    /// <summary>The dialect of a tenant. The lenient one is for identity providers without a dialect of their own.</summary>
    public static Dialect For(TenantSettings settings) => settings.IdentityProvider switch
    {
        IdentityProvider.Entra => Entra,
        IdentityProvider.OneLogin => OneLogin,
        IdentityProvider.Other when settings.Lenient => Lenient,
        _ => Default,
    };

    /// <summary>Repairs the body of a message other than a resource or PATCH in place, and returns it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="schema">The URN of the message.</param>
    /// <param name="names">Takes the names of the repairs that apply; null if nobody asks.</param>
    public JsonObject RepairMessage(JsonObject body, string schema, ICollection<string>? names = null)
    {
        if (AddsSchemas && MissingSchemas.Repair(body, schema))
            Note(names, MissingSchemas.Repair);
        return body;
    }

    /// <summary>Repairs the body of a POST or PUT in place, and returns it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="type">Type of the resource.</param>
    /// <param name="names">Takes the names of the repairs that apply; null if nobody asks.</param>
    public JsonObject RepairResource(JsonObject body, ResourceType type, ICollection<string>? names = null)
    {
        RepairMessage(body, type.Schema.Id, names);
        Repair(Resources, body, type, names);
        ValueWalk.Resource(body, type, Noted(Values, names));
        return body;
    }

    /// <summary>Repairs the body of a PATCH in place, and returns it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="type">Type of the resource.</param>
    /// <param name="names">Takes the names of the repairs that apply; null if nobody asks.</param>
    public JsonObject RepairPatch(JsonObject body, ResourceType type, ICollection<string>? names = null)
    {
        RepairMessage(body, SchemaUrns.PatchOp, names);
        Repair(Patches, body, type, names);
        if (body.Member("Operations") is not JsonArray operations)
            return body;
        List<JsonNode?> repaired = [.. operations];
        foreach (var repair in Before.Concat(OwnOperations).Concat(After))
            repaired = [.. repaired.SelectMany(operation => Repaired(operation, repair, type, names))];
        operations.Clear();
        foreach (var operation in repaired)
            operations.Add(operation);
        var values = Noted(Values, names);
        foreach (var operation in operations.OfType<JsonObject>())
            ValueWalk.Operation(operation, type, values);
        return body;
    }

    /// <summary>Repairs the text of a query's filter, before it is read.</summary>
    public string RepairFilter(string filter, IReadOnlyList<ResourceType> types) =>
        FilterTexts.Aggregate(filter, (repaired, repair) => repair(repaired, types));

    /// <summary>Repairs the filter of a query.</summary>
    public Filter RepairFilter(Filter filter, ResourceType type) =>
        Filters.Aggregate(filter, (repaired, repair) => repair(repaired, type));

    private static void Repair(IReadOnlyList<BodyRepair> repairs, JsonObject body, ResourceType type, ICollection<string>? names)
    {
        foreach (var repair in repairs)
        {
            if (repair(body, type))
                Note(names, repair);
        }
    }

    private static IEnumerable<JsonNode?> Repaired(
        JsonNode? node, OperationRepair repair, ResourceType type, ICollection<string>? names)
    {
        if (node is not JsonObject operation || repair(operation, type) is not { } operations)
            return [node];
        Note(names, repair);
        return operations;
    }

    /// <summary>The same repairs, which tell when they apply.</summary>
    private static IReadOnlyList<ValueRepair> Noted(IReadOnlyList<ValueRepair> repairs, ICollection<string>? names) => names is null
        ? repairs
        : [.. repairs.Select<ValueRepair, ValueRepair>(repair => (attribute, value) =>
        {
            var repaired = repair(attribute, value);
            if (repaired is not null)
                Note(names, repair);
            return repaired;
        })];

    /// <summary>Adds the name of a repair: that of its class.</summary>
    private static void Note(ICollection<string>? names, Delegate repair)
    {
        if (names is not null && repair.Method.DeclaringType?.Name is { } name && !names.Contains(name))
            names.Add(name);
    }
}
