using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Scim.Bus.Contracts.Tests;

/// <summary>Makes the JSON Schema of each public message from its record and its docstrings.</summary>
internal static class MessageSchemas
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private static readonly XmlDocs Docs = XmlDocs.Load(typeof(UserProvisioned).Assembly);

    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>The messages.</summary>
    public static IReadOnlyList<Type> Messages { get; } =
    [
        .. typeof(UserProvisioned).Assembly.GetExportedTypes()
            .Where(type => type.IsClass && typeof(ITenantMessage).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>Makes the schema of the envelope's member <c>message</c>.</summary>
    public static JsonObject Create(Type message)
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };
        var exported = Wire.GetJsonSchemaAsNode(message, options).AsObject();
        var schema = new JsonObject { ["$schema"] = Dialect, ["$id"] = $"urn:scim-bus:message:{message.Name}", ["title"] = message.Name };
        foreach (var (name, value) in exported.ToList())
        {
            exported.Remove(name);
            schema[name] = value;
        }

        return schema;
    }

    /// <summary>Adds what a type does not tell: the description, and the format of ids and times.</summary>
    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var isNullable = type != context.TypeInfo.Type || schema is JsonObject { } present && IsNullable(present);
        var described = IsId(type)
            ? new JsonObject { ["type"] = isNullable ? new JsonArray("string", "null") : "string" }
            : schema as JsonObject ?? [];
        if (type == typeof(UserId) || type == typeof(GroupId) || type == typeof(AccountId) || type == typeof(Guid))
            described["format"] = "uuid";
        var text = context.PropertyInfo?.AttributeProvider is PropertyInfo property ? Docs.SummaryOf(property)
            : context.Path.IsEmpty ? Docs.SummaryOf(type)
            : null;
        if (text is not null)
            described["description"] = text;
        return described;
    }

    private static bool IsId(Type type) =>
        type == typeof(TenantId) || type == typeof(UserId) || type == typeof(GroupId) || type == typeof(AccountId);

    private static bool IsNullable(JsonObject schema) =>
        schema["type"] is JsonArray types && types.Any(name => name?.GetValue<string>() == "null");
}
