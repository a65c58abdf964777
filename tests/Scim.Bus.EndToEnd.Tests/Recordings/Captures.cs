using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Scim.Bus.EndToEnd.Tests.Recordings;

/// <summary>Values captured from earlier responses, by name, and their substitution into later requests.</summary>
internal sealed partial class Captures
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Captures a value.</summary>
    public void Add(string name, string value) => _values[name] = value;

    /// <summary>Captures a part of a response, given by a path such as <c>Resources.0.id</c>.</summary>
    public void Add(string name, JsonObject answer, string path)
    {
        JsonNode? node = answer;
        foreach (var step in path.Split('.'))
            node = node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node?[step];
        Add(name, node?.GetValue<string>() ?? throw new InvalidOperationException($"The answer has no '{path}'."));
    }

    /// <summary>Substitutes captured values into a text.</summary>
    public string In(string text) => Name.Replace(text, match => _values.TryGetValue(match.Groups["name"].Value, out var value)
        ? value
        : throw new InvalidOperationException($"No answer gave {match.Value}."));

    /// <summary>Substitutes captured values into JSON.</summary>
    public JsonObject In(JsonObject json) => (JsonObject)Copy(json)!;

    private JsonNode? Copy(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.Select(member => KeyValuePair.Create(In(member.Key), Copy(member.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Copy)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(In(text)),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Name { get; }
}
