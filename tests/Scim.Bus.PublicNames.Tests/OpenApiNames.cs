using System.Text.Json;

namespace Scim.Bus.PublicNames.Tests;

/// <summary>The names in an OpenAPI document, a line each.</summary>
internal static class OpenApiNames
{
    public static IEnumerable<string> In(JsonElement document)
    {
        var operations =
            from path in Members(document, "paths")
            from operation in path.Value.EnumerateObject()
            from line in OfOperation($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value)
            select line;
        var members =
            from schema in document.TryGetProperty("components", out var components) ? Members(components, "schemas") : []
            from line in OfSchema(schema.Name, schema.Value)
            select line;
        return operations.Concat(members);
    }

    private static IEnumerable<string> OfOperation(string name, JsonElement operation)
    {
        if (operation.TryGetProperty("operationId", out var id))
            yield return $"{name} is {id}";
        if (operation.TryGetProperty("parameters", out var parameters))
        {
            foreach (var parameter in parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() != "path"))
                yield return $"{name} ?{parameter.GetProperty("name")}";
        }

        if (operation.TryGetProperty("requestBody", out var body))
            yield return $"{name} takes {Content(body)}";
        foreach (var answer in Members(operation, "responses"))
            yield return $"{name} answers {answer.Name} {Content(answer.Value)}".TrimEnd();
    }

    private static IEnumerable<string> OfSchema(string name, JsonElement schema) =>
        schema.TryGetProperty("enum", out var values)
            ? values.EnumerateArray().Select(value => $"{name} = {value}")
            : Members(schema, "properties").Select(member => $"{name}.{member.Name}: {TypeOf(member.Value)}");

    private static string Content(JsonElement part) =>
        string.Join(' ', Members(part, "content")
            .Select(content => content.Value.TryGetProperty("schema", out var schema) ? TypeOf(schema) : ""));

    /// <summary>The name of a schema: its own, or the kind of JSON.</summary>
    private static string TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return reference.GetString()!.Split('/')[^1];
        if (schema.TryGetProperty("oneOf", out var choices))
            return string.Join('|', choices.EnumerateArray().Select(TypeOf));
        if (schema.TryGetProperty("items", out var items))
            return $"{TypeOf(items)}[]";
        if (!schema.TryGetProperty("type", out var type))
            return "any";
        return type.ValueKind == JsonValueKind.Array ? string.Join('|', type.EnumerateArray()) : type.ToString();
    }

    private static IEnumerable<JsonProperty> Members(JsonElement element, string name) =>
        element.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Object ? members.EnumerateObject() : [];
}
