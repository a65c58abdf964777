using System.Text.Json;
using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Tests.Properties;

/// <summary>
/// What a request says in words of the schema, read from its JSON without any code of the product. The words of <c>active</c> are true and
/// false, in a dialect as text or in an array; those of <c>members</c> are ids, an empty array, null and remove.
/// </summary>
internal sealed class Words
{
    private Words()
    {
    }

    /// <summary>The request sets <c>active</c> to true.</summary>
    public bool LetsIn { get; private set; }

    /// <summary>The request sets <c>active</c> to false.</summary>
    public bool LetsOut { get; private set; }

    /// <summary>The ids that the request adds to members, or has in a list that replaces them.</summary>
    public HashSet<string> Adds { get; } = [];

    /// <summary>The request replaces the members by others, all of which it names.</summary>
    public bool Replaces { get; private set; }

    /// <summary>The request says that all members go, or those that match something other than an id.</summary>
    public bool RemovesAny { get; private set; }

    /// <summary>The ids that the request removes.</summary>
    public HashSet<string> Removes { get; } = [];

    public static Words Of(string method, JsonObject body)
    {
        var words = new Words();
        if (method != "PATCH")
            words.Attributes("replace", body);
        else if (Member(body, "Operations") is JsonArray operations)
            operations.OfType<JsonObject>().ToList().ForEach(words.Operation);
        else
            words.Scim1(body);
        return words;
    }

    private void Operation(JsonObject operation)
    {
        var op = Text(Member(operation, "op"))?.ToLowerInvariant() ?? "";
        var value = Member(operation, "value");
        if (Text(Member(operation, "path")) is { } path)
            Attribute(op, path, value);
        else if ((value is JsonArray { Count: 1 } array ? array[0] : value) is JsonObject attributes)
            Attributes(op, attributes);
    }

    private void Attributes(string op, JsonObject attributes)
    {
        foreach (var (name, value) in attributes)
            Attribute(op, name, value);
    }

    private void Attribute(string op, string path, JsonNode? value)
    {
        var name = path[(path.LastIndexOf(':') + 1)..].ToLowerInvariant();
        if (name == "active" && op != "remove")
        {
            var said = value is JsonArray { Count: 1 } array ? array[0] : value;
            LetsIn |= said?.GetValueKind() == JsonValueKind.True || "true".Equals(Text(said), StringComparison.OrdinalIgnoreCase);
            LetsOut |= said?.GetValueKind() == JsonValueKind.False || "false".Equals(Text(said), StringComparison.OrdinalIgnoreCase);
        }
        else if (name == "members")
        {
            Members(op, value);
        }
        else if (name.StartsWith("members[", StringComparison.Ordinal) && op == "remove")
        {
            if (Guid.TryParse(name.AsSpan(Math.Max(0, name.LastIndexOf(' '))).Trim(" \"]"), out var id))
                Removes.Add($"{id}");
            else
                RemovesAny = true;
        }
    }

    private void Members(string op, JsonNode? value)
    {
        var named = (value as JsonArray ?? [value?.DeepClone()])
            .Select(element => element is JsonObject member ? Text(Member(member, "value")) : null)
            .ToList();
        var namesAll = named.Count > 0 && named.TrueForAll(id => !string.IsNullOrWhiteSpace(id));
        if (op == "remove")
        {
            RemovesAny |= value is null;
            Removes.UnionWith(named.OfType<string>());
            return;
        }

        Adds.UnionWith(named.OfType<string>());
        Replaces |= op == "replace" && namesAll;
        RemovesAny |= op == "replace" && value is null or JsonArray { Count: 0 };
    }

    private void Scim1(JsonObject body)
    {
        foreach (var member in (Member(body, "members") as JsonArray ?? []).OfType<JsonObject>())
            (Text(Member(member, "operation")) == "delete" ? Removes : Adds).Add(Text(Member(member, "value")) ?? "");
    }

    private static JsonNode? Member(JsonObject json, string name) =>
        json.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
