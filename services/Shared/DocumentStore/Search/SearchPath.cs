using System.Text.Json.Nodes;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.DocumentStore.Search;

/// <summary>Path of an attribute in a <see cref="SearchDocument"/>.</summary>
/// <param name="Segments">Names of the members on the path, without dots.</param>
internal sealed record SearchPath(IReadOnlyList<string> Segments)
{
    public static SearchPath From(AttributeLocation location) => new([.. location.Segments.Select(Escape)]);

    /// <summary>The path of an attribute, and that of its canonical key if it has one.</summary>
    public static IReadOnlyList<SearchPath> Parse(string name, ResourceType type)
    {
        var path = AttributePath.TryParse(name) ?? throw new ArgumentException($"'{name}' is not an attribute name.", nameof(name));
        var reference = type.Resolve(path) ?? throw new ArgumentException($"{type.Name} has no attribute '{name}'.", nameof(name));
        var location = AttributeLocation.From(reference);
        return location.Definition.HasCanonicalKey ? [From(location), From(location.Key)] : [From(location)];
    }

    /// <summary>Appends a path.</summary>
    public SearchPath Then(SearchPath further) => new([.. Segments, .. further.Segments]);

    /// <summary>Gets all values at this path, including those in arrays.</summary>
    public IEnumerable<JsonValue> ValuesIn(JsonNode? node, int from = 0) => node switch
    {
        JsonArray array => array.SelectMany(element => ValuesIn(element, from)),
        JsonObject complex when from < Segments.Count => ValuesIn(complex[Segments[from]], from + 1),
        JsonValue value when from == Segments.Count => [value],
        _ => [],
    };

    public override string ToString() => string.Join('.', Segments);

    public bool Equals(SearchPath? other) => other is not null && Segments.SequenceEqual(other.Segments);

    public override int GetHashCode() => string.GetHashCode(ToString(), StringComparison.Ordinal);

    /// <summary>Replaces dots: the URNs of extensions contain them, and in both engines a dot separates segments.</summary>
    internal static string Escape(string segment) => segment.Replace('.', '_');
}
