using System.Text.Json.Nodes;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.DocumentStore.Search;

/// <summary>Where an attribute stands in a <see cref="SearchDocument"/>.</summary>
/// <param name="Segments">The names on the way, free of dots.</param>
internal sealed record SearchPath(IReadOnlyList<string> Segments)
{
    public static SearchPath From(AttributeLocation location) => new([.. location.Segments.Select(Escape)]);

    public static SearchPath Parse(string name, ResourceType type)
    {
        var path = AttributePath.TryParse(name) ?? throw new ArgumentException($"'{name}' is no attribute's name.", nameof(name));
        var reference = type.Resolve(path) ?? throw new ArgumentException($"'{name}' is no attribute of {type.Name}.", nameof(name));
        return From(AttributeLocation.Of(reference));
    }

    /// <summary>A path one level down.</summary>
    public SearchPath Then(SearchPath further) => new([.. Segments, .. further.Segments]);

    /// <summary>All values that stand at this path, through arrays.</summary>
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

    /// <summary>Neither engine finds a key that has a dot in it by its path, and the URNs of extensions have.</summary>
    internal static string Escape(string segment) => segment.Replace('.', '_');
}
